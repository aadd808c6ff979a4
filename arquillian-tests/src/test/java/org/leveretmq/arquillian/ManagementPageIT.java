package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.AMQConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

/** An operator's tasks with queues, messages and whatever else a broker has. */
class ManagementPageIT extends ServedPageFixture {
    private static final int MANY_QUEUES = 10_000;

    @Test
    void httpApiIsDescribedBehindItsLinkWithoutAnotherLogin() throws Exception {
        operator.logsIn();
        WebDriver driver = browser.driver();
        String page = driver.getWindowHandle();

        driver.findElement(By.linkText("HTTP API")).click();

        PageOperator.patiently().until(() -> driver.getWindowHandles().size() == 2);
        driver.getWindowHandles().stream().filter(tab -> !tab.equals(page)).forEach(driver.switchTo()::window);
        try {
            operator.awaitHeading("LeveretMQ HTTP API");
            operator.reads("/queues/{vhost}/{queue}/contents");
            assertThat(browser.accessibilityViolations()).isEmpty();
            operator.follows("All paths, parameters and answers as an OpenAPI document");
            operator.reads("\"openapi\"");
        } finally {
            driver.close();
            driver.switchTo().window(page);
        }
    }

    @Test
    void queueIsDeclaredFilledReadPurgedAndDeleted() {
        operator.logsIn();
        operator.chooses("Queues");
        operator.presses("Declare queue …");
        operator.fills("Name", "paper");
        operator.ticks("Durable");
        operator.unfolds("Arguments");
        operator.fills("Most messages", "100");
        operator.presses("Declare queue");
        operator.isTold("Queue paper is declared.");
        operator.follows("paper");
        operator.awaitHeading("Queue paper");
        operator.reads("x-max-length");

        operator.presses("Publish …");
        operator.fills("Body", "größer than <b>&</b>");
        operator.presses("Publish");
        operator.isTold("The message is published.");

        operator.presses("Get messages …");
        operator.presses("Get messages");
        operator.reads("größer than <b>&</b>");
        operator.presses("Close");
        operator.seesNoDialog();

        operator.presses("Purge …");
        operator.presses("Purge queue");
        operator.isTold("Queue paper is purged.");

        operator.presses("Delete …");
        operator.presses("Delete queue");
        operator.isTold("Queue paper is deleted.");
        operator.awaitHeading("Queues");
        operator.readsNoMore("paper");
    }

    @Test
    void brokersReasonIsShownWhereItRefuses() {
        operator.logsIn();
        operator.chooses("Queues");
        operator.presses("Declare queue …");
        operator.fills("Name", "amq.mine");
        operator.presses("Declare queue");

        operator.isAlerted("reserved prefix");
        operator.presses("Cancel");
        operator.seesNoDialog();
    }

    @Test
    void messagesMoveToAnotherQueueWithoutLoss() throws Exception {
        try (Connection connection = served.connect();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare("from", true, false, false, null);
            channel.queueDeclare("to", true, false, false, null);
            channel.confirmSelect();
            for (int i = 0; i < 250; i++) {
                channel.basicPublish("", "from", MessageProperties.PERSISTENT_TEXT_PLAIN, bytes("message " + i));
            }
            channel.waitForConfirmsOrDie(10_000);
            operator.logsIn();
            operator.goesTo("Queue from", "queues", "/", "from");

            operator.presses("Move messages …");
            operator.fills("To queue", "to");
            operator.presses("Move messages");

            operator.isTold("250 messages are moved to queue to.");
            assertThat(channel.messageCount("from")).isZero();
            for (int i = 0; i < 250; i++) {
                GetResponse message = channel.basicGet("to", true);
                assertThat(new String(message.getBody(), StandardCharsets.UTF_8))
                        .isEqualTo("message " + i);
            }
            assertThat(channel.basicGet("to", true)).isNull();
        }
    }

    @Test
    void exchangeIsDeclaredAndBoundAndThePictureIsDrawn() throws Exception {
        try (Connection connection = served.connect();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare("bound", false, false, false, null);
            operator.logsIn();
            operator.chooses("Exchanges");
            operator.presses("Declare exchange …");
            operator.fills("Name", "news");
            operator.selects("Type", "topic");
            operator.presses("Declare exchange");
            operator.isTold("Exchange news is declared.");
            operator.follows("news");
            operator.awaitHeading("Exchange news");

            operator.presses("Bind …");
            operator.fills("Name of the queue or exchange", "bound");
            operator.fills("Routing key", "sport.#");
            operator.presses("Bind");

            operator.isTold("news is bound to bound.");
            channel.basicPublish("news", "sport.chess", null, bytes("e4"));
            PageOperator.patiently().until(() -> channel.messageCount("bound") == 1);
            operator.chooses("Bindings");
            operator.reads("sport.#");
            assertThat(browser.driver().findElements(By.cssSelector(".graph canvas")))
                    .isNotEmpty();

            operator.pressesNamed("Unbind news to bound, routing key sport.#");
            operator.presses("Unbind");
            operator.isTold("news to bound: unbound.");
            operator.readsNoMore("sport.#");
        }
    }

    @Test
    void policyTakesEffectOnAQueue() throws Exception {
        try (Connection connection = served.connect();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare("ruled", false, false, false, null);
            operator.logsIn();
            operator.chooses("Policies");
            operator.presses("Add policy …");
            operator.fills("Name", "small");
            operator.fills("Pattern", "^ruled$");
            operator.fills("Definition (JSON)", "{\"max-length\": ");
            operator.presses("Add policy");
            operator.isAlerted("this is not JSON");
            operator.fills("Definition (JSON)", "{\"max-length\": 7}");
            operator.presses("Add policy");
            operator.isTold("The policy small is in force.");

            operator.goesTo("Queue ruled", "queues", "/", "ruled");
            operator.reads("small");

            operator.chooses("Policies");
            operator.pressesNamed("Delete small");
            operator.presses("Delete");
            operator.isTold("small is deleted.");
        }
    }

    @Test
    void connectionIsClosedWithTheReasonGiven() throws Exception {
        try (Connection connection = served.connect()) {
            operator.logsIn();
            operator.chooses("Connections");
            String name = "127.0.0.1:" + port(connection);
            operator.fills("Search", name + " ");
            operator.followsBeginning(name + " ");
            operator.presses("Close connection …");
            operator.fills("Reason", "maintenance at noon");
            operator.presses("Close connection");

            operator.awaitHeading("Connections");
            PageOperator.patiently().until(() -> !connection.isOpen());
            ShutdownSignalException reason = connection.getCloseReason();
            assertThat(reason).hasMessageContaining("320").hasMessageContaining("maintenance at noon");
        } catch (AlreadyClosedException e) {
            assertThat(e).hasMessageContaining("maintenance at noon");
        }
    }

    @Test
    void definitionsAreExportedAndImported() throws Exception {
        try (Connection connection = served.connect();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare("exported", true, false, false, null);
            operator.logsIn();
            operator.chooses("Definitions");
            operator.presses("Download definitions");
            PageOperator.patiently().until(() -> download() != null);
            Path file = download();
            PageOperator.patiently().until(() -> Files.readString(file).contains("\"exported\""));
            channel.queueDelete("exported");

            browser.driver().findElement(By.cssSelector("input[type=file]")).sendKeys(file.toString());
            operator.presses("Import definitions");

            operator.isTold("The definitions of " + file.getFileName() + " are imported.");
            assertThat(channel.queueDeclarePassive("exported").getQueue()).isEqualTo("exported");
        }
    }

    @Test
    void namesAreTextWhateverTheyHold() throws Exception {
        String name = "<img src=x onerror=alert(1)> Ωμέγα";
        try (Connection connection = served.connect();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(name, false, false, false, null);
            channel.exchangeDeclare(name, BuiltinExchangeType.FANOUT, false);
            channel.queueBind(name, name, name);
            operator.logsIn();
            operator.chooses("Queues");
            operator.reads(name);
            operator.follows(name);
            operator.awaitHeading("Queue " + name);
            operator.chooses("Bindings");
            operator.reads(name);

            assertThat(browser.driver().findElements(By.cssSelector("img[src=x]")))
                    .isEmpty();
            channel.queueDelete(name);
            channel.exchangeDelete(name);
        }
    }

    @Test
    void coloursFollowTheSystemUntilTheyAreChosen() {
        operator.logsIn();
        String light = background();
        browser.systemPrefers("dark");
        String dark = background();
        assertThat(dark).isNotEqualTo(light);

        operator.selects("Colours", "light");
        assertThat(background()).isEqualTo(light);

        browser.systemPrefers("light");
        operator.selects("Colours", "dark");
        browser.driver().navigate().refresh();
        operator.awaitHeading("Overview");
        assertThat(background()).isEqualTo(dark);
    }

    @Test
    void everythingIsReachedByKeyboard() {
        operator.types("guest", Keys.TAB, "guest", Keys.ENTER);
        operator.awaitHeading("Overview");
        operator.tabsTo("Skip to content");
        operator.types(Keys.ENTER);
        assertThat((String) browser.driver().executeScript("return document.activeElement.id"))
                .isEqualTo("main");
        browser.driver().executeScript("document.activeElement.blur()");
        operator.tabsTo("Queues");
        operator.types(Keys.ENTER);
        operator.awaitHeading("Queues");
        PageOperator.patiently()
                .untilAsserted(() -> assertThat(operator.focused()).isEqualTo("Queues"));
        operator.tabsTo("Declare queue …");
        operator.types(Keys.ENTER);
        operator.tabsTo("Name");
        operator.types("by-keyboard", Keys.ENTER);
        operator.isTold("Queue by-keyboard is declared.");
        PageOperator.patiently()
                .untilAsserted(() -> assertThat(operator.focused()).isEqualTo("Declare queue …"));
        operator.types(Keys.ENTER);
        operator.reads("Declare a queue");
        operator.types(Keys.ESCAPE);
        operator.seesNoDialog();
        operator.reads("by-keyboard");
        operator.tabsTo("by-keyboard");
        operator.types(Keys.ENTER);
        operator.awaitHeading("Queue by-keyboard");
        operator.tabsTo("Delete …");
        operator.types(Keys.ENTER);
        operator.tabsTo("Delete queue");
        operator.types(Keys.ENTER);
        operator.isTold("Queue by-keyboard is deleted.");
    }

    @Test
    void tenThousandQueuesAreSearchedOrderedAndTurnedOver() throws Exception {
        try (Connection connection = served.connect();
                Channel channel = connection.createChannel()) {
            for (int i = 0; i < MANY_QUEUES; i++) {
                channel.queueDeclare("many-%05d".formatted(i), false, true, true, null);
            }
            for (int i = 0; i < 5; i++) {
                channel.basicPublish("", "many-07777", null, bytes("x"));
            }
            operator.logsIn();
            operator.chooses("Queues");
            operator.fills("Search", "many-");
            operator.reads("1–50 of 10,000 queues");
            assertThat(browser.driver().findElements(By.cssSelector("main tbody tr")))
                    .hasSize(50);

            operator.pressesNamed("Last");
            operator.reads("9,951–10,000 of 10,000 queues");
            operator.reads("many-09999");

            operator.ordersBy("Ready");
            operator.reads("1–50 of 10,000 queues");
            operator.ordersBy("Ready");
            PageOperator.patiently()
                    .untilAsserted(() -> assertThat(operator.texts("main tbody tr:first-child td:first-child"))
                            .containsExactly("many-07777"));

            operator.ticksForSure("Regular expression");
            operator.fills("Search", "^many-0000[0-4]$");
            operator.reads("1–5 of 5 queues");
        }
    }

    @Test
    void aSearchIsRememberedWithItsKind() throws Exception {
        try (Connection connection = served.connect();
                Channel channel = connection.createChannel()) {
            for (String name : List.of("kind-1", "kind-2", "kind-33")) {
                channel.queueDeclare(name, false, true, true, null);
            }
            operator.logsIn();
            operator.chooses("Queues");
            operator.reads("kind-33");
            operator.fillsAndTicksAtOnce("Search", "kind-[12]$", "Regular expression");
            operator.reads("1–2 of 2 queues");

            operator.chooses("Exchanges");
            operator.chooses("Queues");
            operator.reads("1–2 of 2 queues");
            assertThat(operator.isTicked("Regular expression")).isTrue();
            operator.ticks("Regular expression");
            operator.reads("No queues");
        }
    }

    private static String background() {
        return browser.driver().findElement(By.tagName("body")).getCssValue("background-color");
    }

    private static Path download() throws Exception {
        try (var found = Files.newDirectoryStream(files, "definitions*.json")) {
            var all = found.iterator();
            return all.hasNext() ? all.next() : null;
        }
    }

    private static int port(Connection connection) {
        return ((AMQConnection) connection).getLocalPort();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
