package org.leveretmq.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryStringTest {
    private static QueryString of(String query) {
        return QueryString.of(Requests.of("GET", query, Map.of()));
    }

    @Test
    void namesAndValuesAreDecodedAsUtf8() {
        assertThat(of("name=gr%C3%B6%C3%9Fe+1&x=%26&empty=").first("name")).isEqualTo("größe 1");
        assertThat(of("n%C3%A4me=1").first("näme")).isEqualTo("1");
        assertThat(of("x=a%3Db=c").first("x")).isEqualTo("a=b=c");
        assertThat(of("empty=&alone").first("empty")).isEmpty();
        assertThat(of("empty=&alone").first("alone")).isEmpty();
        assertThat(of("a=1").first("b")).isNull();
    }

    @Test
    void aParameterMayHaveSeveralValues() {
        assertThat(of("family=a&vhost=%2F&family=b").all("family")).containsExactly("a", "b");
        assertThat(of("&&").values()).isEmpty();
    }

    @Test
    void whatIsNotEncodedWellIsRefused() {
        assertThatThrownBy(() -> of("a=%zz")).isInstanceOf(IllegalArgumentException.class);
    }
}
