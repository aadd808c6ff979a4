package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.BranchInfo;
import org.leveretmq.api.management.TransactionAdministration;
import org.leveretmq.api.management.TransactionTotals;

/** Transactions, and the branches of transaction managers; RabbitMQ has nothing like it. */
@Path("transactions")
public class TransactionsResource {
    /** Counts since the start, and the branches that have not ended. */
    @GET
    public Response all(@Context HttpServletRequest request) {
        Call call = new Call(request).asMonitor();
        TransactionAdministration transactions = call.broker().transactionAdministration();
        TransactionTotals totals = transactions.totals();
        return call.one(new Fields()
                .with("committed", totals.commits())
                .with("rolled_back", totals.rollbacks())
                .with("failed", totals.failed())
                .with("active", totals.active())
                .with("in_doubt", totals.inDoubt())
                .with("heuristic", totals.heuristic())
                .with(
                        "branches",
                        transactions.branches().stream()
                                .map(TransactionsResource::view)
                                .toList())
                .map());
    }

    private static Map<String, @Nullable Object> view(BranchInfo branch) {
        return new Fields()
                .with("xid", branch.id())
                .with("vhost", branch.virtualHost())
                .with("user", branch.user())
                .with("format_id", branch.formatId())
                .with("global_transaction_id", branch.globalTransactionId())
                .with("branch_qualifier", branch.branchQualifier())
                .with("state", branch.state().toLowerCase(Locale.ROOT))
                .with("operations", branch.operations())
                .with("since", Fields.moment(branch.since()))
                .map();
    }

    /** Commits a prepared branch without its transaction manager. */
    @POST
    @Path("{xid}/commit")
    public Response commit(@Context HttpServletRequest request, @PathParam("xid") String xid) {
        administration(request).commit(xid);
        return Answers.done();
    }

    /** Rolls a prepared branch back without its transaction manager. */
    @POST
    @Path("{xid}/rollback")
    public Response rollBack(@Context HttpServletRequest request, @PathParam("xid") String xid) {
        administration(request).rollBack(xid);
        return Answers.done();
    }

    /** Forgets a branch that was decided here. */
    @POST
    @Path("{xid}/forget")
    public Response forget(@Context HttpServletRequest request, @PathParam("xid") String xid) {
        administration(request).forget(xid);
        return Answers.done();
    }

    private static TransactionAdministration administration(HttpServletRequest request) {
        return new Call(request).asAdministrator().broker().transactionAdministration();
    }
}
