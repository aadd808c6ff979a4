package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.leveretmq.admin.view.TransactionView;
import org.leveretmq.api.management.TransactionAdministration;

/**
 * Transactions, and the branches of transaction managers; an addition to the API that RabbitMQ has. Seen by monitors, decided by administrators.
 */
@Path("transactions")
public class TransactionsResource {
    @GET
    public Response all(@Context HttpServletRequest request) {
        Call call = new Call(request).asMonitor();
        TransactionAdministration transactions = call.broker().transactionAdministration();
        return Answers.ok(TransactionView.of(transactions.totals(), transactions.branches()));
    }

    /** Decides a prepared branch without its transaction manager, or forgets one that was decided so. */
    @POST
    @Path("{branch}/{decision:commit|rollback|forget}")
    public Response decide(
            @Context HttpServletRequest request,
            @PathParam("branch") String branch,
            @PathParam("decision") String decision) {
        TransactionAdministration transactions =
                new Call(request).asAdministrator().broker().transactionAdministration();
        switch (decision) {
            case "commit" -> transactions.commit(branch);
            case "rollback" -> transactions.rollBack(branch);
            default -> transactions.forget(branch);
        }
        return Answers.done();
    }
}
