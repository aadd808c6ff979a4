package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.access.Caller;
import org.leveretmq.admin.access.QueryString;
import org.leveretmq.admin.access.RequestBody;
import org.leveretmq.admin.json.JsonInput;
import org.leveretmq.admin.json.ListQuery;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.MessageAdministration;
import org.leveretmq.api.management.TopologyAdministration;
import org.leveretmq.api.management.UserAdministration;
import org.leveretmq.api.management.VirtualHostAdministration;

/**
 * A request and who has sent it. The methods that ask for something end the request with 401 or 404 if it is not so. Used by the thread of the request.
 */
final class Call {
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED_TYPE = 415;

    /** What clients say of JSON who do not say that it is JSON. */
    private static final Set<String> JSON_TYPES = Set.of(
            "application/json",
            "text/json",
            "text/plain",
            "application/octet-stream",
            "application/x-www-form-urlencoded");

    private final HttpServletRequest request;
    private final Caller caller;

    Call(HttpServletRequest request) {
        this.request = request;
        this.caller = request.getAttribute(Caller.ATTRIBUTE) instanceof Caller given ? given : nobody();
    }

    private static Caller nobody() {
        throw new IllegalStateException("The request has not gone through the filter of the API");
    }

    Caller caller() {
        return caller;
    }

    BrokerManagement broker() {
        return caller.broker();
    }

    TopologyAdministration topology() {
        return caller.operator().topology();
    }

    MessageAdministration messages() {
        return caller.operator().messages();
    }

    UserAdministration users() {
        return broker().userAdministration();
    }

    VirtualHostAdministration hosts() {
        return broker().virtualHostAdministration();
    }

    Call asAdministrator() {
        return require(caller.administrates(), "Not administrator user");
    }

    Call asMonitor() {
        return require(caller.monitors(), "Not monitor user");
    }

    Call asPolicyMaker() {
        return require(caller.makesPolicies(), "User not authorised to access object");
    }

    Call require(boolean allowed, String reason) {
        if (!allowed) {
            throw new ApiException(Answers.notAuthorized(reason));
        }
        return this;
    }

    /** The virtual host exists, and the user sees what is in it. */
    Call in(String virtualHost) {
        boolean exists =
                hosts().virtualHosts().stream().anyMatch(host -> host.name().equals(virtualHost));
        if (!exists) {
            throw ApiException.notFound();
        }
        return require(caller.sees(virtualHost), "User not authorised to access virtual host");
    }

    boolean sees(String virtualHost) {
        return caller.sees(virtualHost);
    }

    /** The request's JSON object. */
    Body body() {
        return body("not_json");
    }

    /** The request's JSON object; the reason is what a client is told whose body is something else. */
    Body body(String reason) {
        requireJsonType();
        try {
            String text = RequestBody.text(request)
                    .orElseThrow(() -> new ApiException(
                            Answers.error(TOO_LARGE, "payload_too_large", "The body of the request is too long")));
            return new Body(JsonInput.object(text).orElseThrow(() -> ApiException.badRequest(reason)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireJsonType() {
        String type = request.getContentType();
        if (type == null) {
            return;
        }
        String name = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (!JSON_TYPES.contains(name)) {
            throw new ApiException(Answers.error(
                    UNSUPPORTED_TYPE,
                    "unsupported_media_type",
                    "The body is " + name + ", but application/json is expected"));
        }
    }

    /** A list as the client wants it. */
    <T> Response list(List<T> items, Function<T, String> name, Function<T, Map<String, @Nullable Object>> view) {
        return Answers.ok(query().apply(items, name, view));
    }

    /** One thing with the columns that the client wants. */
    Response one(Map<String, @Nullable Object> view) {
        return Answers.ok(query().columnsOf(view));
    }

    private ListQuery query() {
        return new ListQuery(QueryString.of(request)::first);
    }

    /** A parameter of the URL, null if it is missing. */
    @Nullable
    String parameter(String name) {
        return QueryString.of(request).first(name);
    }
}
