package org.leveretmq.admin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.leveretmq.api.management.BrokerManagement;

/** Answers the root of the application with the {@link OverviewPage} of the brokers that accepted the login. */
public final class OverviewServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("unchecked") // LoginFilter put it there
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String page = OverviewPage.of((List<BrokerManagement>) request.getAttribute(LoginFilter.BROKERS));
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(page);
    }
}
