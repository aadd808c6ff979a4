package org.leveretmq.arquillian;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runnable jar of its own for each class of tests, and its management page in a real browser. No request leaves the server meanwhile. */
@Timeout(300)
abstract class ServedPageFixture {
    @TempDir
    static Path files;

    static ServedPage served;
    static Browser browser;

    PageOperator operator;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(files);
        served = ServedPage.start(Map.of());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (served != null) {
            served.close();
        }
    }

    @BeforeEach
    void arrive() {
        browser.resize(1280, 900);
        browser.systemPrefers("light");
        operator = new PageOperator(browser, served.root());
        operator.arrives();
    }

    @AfterEach
    void assertNothingLeftTheServer() {
        browser.assertQuiet(served.root());
    }
}
