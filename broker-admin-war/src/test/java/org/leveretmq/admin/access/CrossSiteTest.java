package org.leveretmq.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrossSiteTest {
    private static boolean forged(String method, String... headers) {
        Map<String, String> given = new HashMap<>(Map.of("Host", "broker.example:15672"));
        for (int i = 0; i < headers.length; i += 2) {
            given.put(headers[i], headers[i + 1]);
        }
        return CrossSite.forged(Requests.of(method, "", given));
    }

    @Test
    void programsThatAreNoBrowsersSayNothingOfThemselves() {
        assertThat(forged("PUT")).isFalse();
        assertThat(forged("POST", "Content-Type", "application/x-www-form-urlencoded"))
                .isFalse();
    }

    @Test
    void thePageItselfMayChangeThings() {
        assertThat(forged("PUT", "Sec-Fetch-Site", "same-origin")).isFalse();
        assertThat(forged("DELETE", "Origin", "https://broker.example:15672")).isFalse();
        assertThat(forged("DELETE", "Referer", "http://broker.example:15672/page"))
                .isFalse();
        assertThat(forged("PUT", "Origin", "https://front.example", "X-Forwarded-Host", "front.example:443"))
                .isFalse();
    }

    @Test
    void otherSitesMayNot() {
        assertThat(forged("PUT", "Sec-Fetch-Site", "cross-site")).isTrue();
        assertThat(forged("PUT", "Sec-Fetch-Site", "same-site")).isTrue();
        assertThat(forged("POST", "Origin", "https://evil.example")).isTrue();
        assertThat(forged("POST", "Origin", "null")).isTrue();
        assertThat(forged("POST", "Referer", "https://evil.example/?broker.example:15672"))
                .isTrue();
        assertThat(forged("POST", "Referer", "not a url")).isTrue();
    }

    @Test
    void formsOfABrowserMayNot() {
        assertThat(forged("POST", "Sec-Fetch-Site", "same-origin", "Content-Type", "text/plain; charset=utf-8"))
                .isTrue();
        assertThat(forged("POST", "Origin", "http://broker.example:15672", "Content-Type", "multipart/form-data"))
                .isTrue();
    }

    @Test
    void everybodyMayRead() {
        for (String method : new String[] {"GET", "HEAD", "OPTIONS"}) {
            assertThat(forged(method, "Sec-Fetch-Site", "cross-site")).isFalse();
        }
    }
}
