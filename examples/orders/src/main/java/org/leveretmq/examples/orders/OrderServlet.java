package org.leveretmq.examples.orders;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST orders?id=1&item=book} places an order, {@code GET orders} shows all. */
@WebServlet("/orders")
public class OrderServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    private transient OrderService service;

    @EJB
    private transient Orders orders;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            service.place(request.getParameter("id"), request.getParameter("item"));
            response.setStatus(HttpServletResponse.SC_CREATED);
        } catch (EJBException e) {
            response.sendError(HttpServletResponse.SC_CONFLICT, "Nothing was ordered: " + e.getMessage());
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        for (String order : orders.all()) {
            response.getWriter().println(order);
        }
    }
}
