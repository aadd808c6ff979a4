package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, with a profile of its own, that tells what it has asked for and complained about. Used by one thread. */
final class Browser implements AutoCloseable {
    private static final String AXE =
            "META-INF/resources/webjars/axe-core/" + System.getProperty("axe.version") + "/axe.min.js";
    private static final String RUN_AXE = "const done = arguments[arguments.length - 1];"
            + "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
            + ".then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))));";

    private static final List<String> INSIDE_THE_BROWSER = List.of("chrome:", "chrome-", "data:", "blob:", "about:");

    // Silenced, or it warns of commands for this very version of the browser, which are not used here.
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one; without Chromium and its driver the tests are skipped, which is printed with the reason. */
    static Browser start(Path downloads) throws IOException {
        Optional<File> chromium = onPath("chromium");
        Optional<File> chromeDriver = onPath("chromedriver");
        boolean there = chromium.isPresent() && chromeDriver.isPresent();
        if (!there) {
            System.out.println("Skipped: the tests of the management page need chromium and chromedriver on the path");
        }
        assumeTrue(there, "chromium or chromedriver is missing");

        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--lang=en-GB",
                "--user-data-dir=" + Files.createTempDirectory(downloads, "profile"));
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromeDriver.orElseThrow())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Makes the window so large. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Lets the system prefer these colours, {@code light} or {@code dark}. */
    void systemPrefers(String colours) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    }

    /** What axe-core finds wrong with the page as it is now: each entry names a rule and the elements. */
    @SuppressWarnings("unchecked") // a list of strings, as the script says
    List<String> accessibilityViolations() throws IOException {
        driver.executeScript(resource(AXE));
        return (List<String>) driver.executeAsyncScript(RUN_AXE);
    }

    /** Every request since the last call went to this address, and the browser had nothing to complain about the page. */
    void assertQuiet(String root) {
        assertThat(requests()).isNotEmpty().allSatisfy(url -> assertThat(url).startsWith(root));
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                        .map(LogEntry::getMessage)
                        // An answer such as 401 is none of the page's faults, and canvases are read by the check of
                        // accessibility.
                        .filter(message ->
                                !message.contains("Failed to load resource") && !message.contains("Canvas2D")))
                .isEmpty();
    }

    /** What the console has told since the last look of requests that were not granted. */
    List<String> refusals() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("Failed to load resource"))
                .toList();
    }

    /** The addresses in the network that were asked, whatever for; those inside the browser are left out. */
    private List<String> requests() {
        List<String> urls = new ArrayList<>();
        Json json = new Json();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            Map<?, ?> message =
                    map(map(json.toType(entry.getMessage(), Map.class)).get("message"));
            if (Set.of("Network.requestWillBeSent", "Network.webSocketCreated").contains(message.get("method"))) {
                Map<?, ?> parameters = map(message.get("params"));
                Object url = parameters.get("url");
                urls.add((String) (url == null ? map(parameters.get("request")).get("url") : url));
            }
        }
        urls.removeIf(url -> INSIDE_THE_BROWSER.stream().anyMatch(url::startsWith));
        return urls;
    }

    private static Map<?, ?> map(Object json) {
        return (Map<?, ?>) json;
    }

    /** Writes a picture of the whole page, at most so many pixels high. */
    void picture(Path file, int highest) throws IOException {
        Map<?, ?> size =
                map(driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize"));
        Map<String, Object> clip = Map.of(
                "x", 0,
                "y", 0,
                "width", size.get("width"),
                "height", Math.min(((Number) size.get("height")).intValue(), highest),
                "scale", 1);
        Map<String, Object> taken = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) taken.get("data")));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<File> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(new File(folder, program)))
                .filter(File::canExecute)
                .findFirst();
    }

    private static String resource(String name) throws IOException {
        try (var stream = Browser.class.getClassLoader().getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
