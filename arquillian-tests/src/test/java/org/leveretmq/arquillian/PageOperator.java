package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** Somebody in front of the management page, who finds things by what is written on them. Used by one thread. */
final class PageOperator {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;
    private final String root;

    /** Looks at the page under this address, which ends with a slash. */
    PageOperator(Browser browser, String root) {
        this.driver = browser.driver();
        this.root = root;
    }

    /** Opens the page as in a new tab: nobody is logged in. */
    void arrives() {
        driver.get(root);
        driver.executeScript("sessionStorage.clear(); localStorage.clear()");
        driver.navigate().refresh();
        awaitHeading("LeveretMQ");
    }

    void logsIn() {
        logsIn("guest", "guest");
        awaitHeading("Overview");
    }

    void logsIn(String user, String password) {
        fills("User", user);
        fills("Password", password);
        presses("Log in");
    }

    /** Goes to a view by its address: the parts of its path, which are encoded here. */
    void goesTo(String heading, String... parts) {
        String path = Stream.of(parts)
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        driver.executeScript("location.hash = arguments[0]", "#/" + path);
        awaitHeading(heading);
    }

    /** Chooses an entry of the navigation. */
    void chooses(String view) {
        click(By.xpath("//nav[@id='navigation']//a[.=" + quoted(view) + "]"));
        awaitHeading(view);
    }

    /** Presses a button, that of the dialog if one is open. */
    void presses(String label) {
        click(By.xpath(scope() + "//button[normalize-space()=" + quoted(label) + "]"));
    }

    /** Presses a button that is known by its name for screen readers only. */
    void pressesNamed(String name) {
        click(By.xpath(scope() + "//button[@aria-label=" + quoted(name) + "]"));
    }

    /** Follows a link in the content. */
    void follows(String text) {
        click(By.xpath("//main//a[.=" + quoted(text) + "]"));
    }

    /** Follows the link whose text begins so. */
    void followsBeginning(String text) {
        click(By.xpath("//main//a[starts-with(., " + quoted(text) + ")]"));
    }

    /** Orders a table by the column with this in its heading. */
    void ordersBy(String column) {
        click(By.xpath("//main//th[contains(., " + quoted(column) + ")]"));
    }

    /** Writes into the field with this label, in place of what is there. */
    void fills(String label, String text) {
        patiently().untilAsserted(() -> {
            WebElement field = field(label);
            field.clear();
            field.sendKeys(text);
        });
    }

    /** Chooses an option of the field with this label. */
    void selects(String label, String option) {
        patiently().untilAsserted(() -> field(label)
                .findElement(By.xpath("./option[normalize-space()=" + quoted(option) + "]"))
                .click());
    }

    /** Ticks a box, or takes its mark away. */
    void ticks(String label) {
        click(By.xpath(scope() + "//label[normalize-space()=" + quoted(label) + "]"));
    }

    /** Ticks a box that may be ticked already, and sees that it is. */
    void ticksForSure(String label) {
        By by = By.xpath(scope() + "//label[normalize-space()=" + quoted(label) + "]");
        patiently().untilAsserted(() -> {
            WebElement found = driver.findElement(by);
            if (!ticked(found)) {
                found.click();
            }
            assertThat(ticked(found)).isTrue();
        });
    }

    /** Writes into a field and ticks a box sooner than anything can happen in between. */
    void fillsAndTicksAtOnce(String label, String text, String box) {
        driver.executeScript(
                "const [field, text, box] = arguments; field.focus(); field.value = text;"
                        + "field.dispatchEvent(new Event('input', {bubbles: true})); box.focus(); box.click();",
                field(label),
                text,
                field(box));
    }

    boolean isTicked(String label) {
        return ticked(driver.findElement(By.xpath(scope() + "//label[normalize-space()=" + quoted(label) + "]")));
    }

    private boolean ticked(WebElement label) {
        return Boolean.TRUE.equals(driver.executeScript("return arguments[0].control.checked", label));
    }

    /** Unfolds a group of fields. */
    void unfolds(String group) {
        click(By.xpath(scope() + "//summary[.=" + quoted(group) + "]"));
    }

    /** Presses keys wherever the focus is. */
    void types(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Presses the tab key until an element with this text, name or label has the focus. */
    void tabsTo(String name) {
        for (int presses = 0; presses < 100; presses++) {
            types(Keys.TAB);
            if (name.equals(focused())) {
                return;
            }
        }
        throw new AssertionError("The tab key does not lead to " + name);
    }

    /** The name of what has the focus. */
    String focused() {
        return (String)
                driver.executeScript(
                        "const e = document.activeElement;"
                                + "return (e.ariaLabel ?? (e.labels?.length ? e.labels[0].textContent : e.textContent)).replace(' *', '').trim()");
    }

    /** Sends a request to the API from within the page, and waits until it is carried out. */
    void asks(String method, String resource, String body) {
        Object status = driver.executeAsyncScript(
                "const [method, resource, body, done] = arguments;"
                        + "const login = JSON.parse(sessionStorage.getItem('leveretmq.login')).authorization;"
                        + "fetch('api/' + resource, {method, body, headers: {Authorization: login, 'Content-Type': 'application/json'}})"
                        + ".then(answer => done(answer.status));",
                method,
                resource,
                body);
        assertThat((Long) status).isBetween(200L, 299L);
    }

    /** Waits until the tables of the view have what they show, and nothing has failed. */
    void awaitContent() {
        patiently().untilAsserted(() -> {
            assertThat(driver.findElement(By.tagName("main")).getText()).doesNotContain("Loading …");
            assertThat(texts(".error:not([hidden])")).isEmpty();
            assertThat((Boolean) driver.executeScript(
                            "return document.querySelectorAll('main dl.facts, main table, main form').length > 0"))
                    .isTrue();
        });
    }

    void awaitHeading(String text) {
        patiently().untilAsserted(() -> assertThat(
                        driver.findElement(By.tagName("h1")).getText())
                .isEqualTo(text));
    }

    /** Waits until this is to be read somewhere on the page. */
    void reads(String text) {
        patiently().untilAsserted(() -> assertThat(
                        driver.findElement(By.tagName("body")).getText())
                .contains(text));
    }

    /** Waits until this is nowhere on the page. */
    void readsNoMore(String text) {
        patiently().untilAsserted(() -> assertThat(
                        driver.findElement(By.tagName("body")).getText())
                .doesNotContain(text));
    }

    /** Waits until the message says this, and dismisses it. */
    void isTold(String text) {
        patiently().untilAsserted(() -> assertThat(texts("#messages .message span"))
                .contains(text));
        driver.executeScript("document.getElementById('messages').replaceChildren()");
    }

    /** Waits until an alert says something with this in it. */
    void isAlerted(String text) {
        patiently().untilAsserted(() -> assertThat(texts("[role=alert]:not([hidden]), .error:not([hidden])"))
                .anySatisfy(shown -> assertThat(shown).contains(text)));
    }

    /** Waits until the dialog is closed. */
    void seesNoDialog() {
        patiently().untilAsserted(() -> assertThat(driver.findElements(By.tagName("dialog")))
                .isEmpty());
    }

    /** The row of a table that has this cell. */
    String row(String cell) {
        return driver.findElement(By.xpath("//main//tr[td[normalize-space()=" + quoted(cell) + "]]"))
                .getText();
    }

    /** The texts of all elements that a selector of CSS finds. */
    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    static ConditionFactory patiently() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(WebDriverException.class);
    }

    private void click(By by) {
        patiently().untilAsserted(() -> {
            WebElement found = driver.findElement(by);
            assertThat(found.isEnabled()).isTrue();
            found.click();
        });
    }

    private WebElement field(String label) {
        WebElement found =
                driver.findElement(By.xpath(scope() + "//label[normalize-space(text())=" + quoted(label) + "]"));
        return driver.findElement(By.id(found.getDomAttribute("for")));
    }

    private String scope() {
        return driver.findElements(By.tagName("dialog")).isEmpty() ? "" : "//dialog";
    }

    private static String quoted(String text) {
        return text.contains("'") ? '"' + text + '"' : "'" + text + "'";
    }
}
