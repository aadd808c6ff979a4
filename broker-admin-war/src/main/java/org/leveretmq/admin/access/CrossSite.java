package org.leveretmq.admin.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises requests that another site has made a browser send, with the password that the browser remembers. Browsers say where a request comes from in
 * {@code Sec-Fetch-Site}, {@code Origin} or {@code Referer}, which no page can forge; other programs send none of them.
 */
final class CrossSite {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final Set<String> FORMS =
            Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

    private CrossSite() {}

    /** Whether the request changes something and comes from another site, or is a form that could. */
    static boolean forged(HttpServletRequest request) {
        if (READING.contains(request.getMethod())) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        String referer = request.getHeader("Referer");
        if (site != null) {
            return !OWN_SITES.contains(site) || isForm(request);
        } else if (origin != null) {
            return !own(origin, request) || isForm(request);
        }
        return referer != null && (!own(referer, request) || isForm(request));
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null) {
            return false;
        }
        int end = type.indexOf(';');
        return FORMS.contains((end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT));
    }

    /** A proxy may have put another name in {@code Host} and the one that the browser knows in {@code X-Forwarded-Host}. */
    private static boolean own(String url, HttpServletRequest request) {
        try {
            String authority = new URI(url).getRawAuthority();
            return authority != null
                    && (same(authority, request.getHeader("Host"))
                            || same(authority, request.getHeader("X-Forwarded-Host")));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean same(String authority, @Nullable String host) {
        return host != null && withoutDefaultPort(authority).equalsIgnoreCase(withoutDefaultPort(host));
    }

    private static String withoutDefaultPort(String authority) {
        return authority.replaceFirst(":(80|443)$", "");
    }
}
