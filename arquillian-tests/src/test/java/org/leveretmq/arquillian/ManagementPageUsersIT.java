package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the management page does for and with users: login, permissions, virtual hosts. */
class ManagementPageUsersIT extends ServedPageFixture {
    @Test
    void wrongPasswordIsRefusedWithASentence() {
        operator.logsIn("guest", "wrong");

        operator.isAlerted("User or password are wrong, or this user may not log in here.");
    }

    @Test
    void loginEndsWithLogout() {
        operator.logsIn();

        operator.presses("Log out");

        operator.reads("You have logged out.");
        assertThat((Long) browser.driver().executeScript("return sessionStorage.length"))
                .isZero();
        browser.driver().navigate().refresh();
        operator.awaitHeading("LeveretMQ");
    }

    @Test
    void userGetsPermissionsAndCanThenConnect() throws Exception {
        operator.logsIn();
        operator.chooses("Users");
        operator.presses("Add user …");
        operator.fills("Name", "Zoë");
        operator.fills("Password", "pässword-1");
        operator.ticks("monitoring");
        operator.presses("Add user");
        operator.isTold("User Zoë is added.");
        operator.follows("Zoë");
        operator.awaitHeading("User Zoë");
        operator.presses("Give permissions …");
        operator.fills("Configure", "^zoe-");
        operator.presses("Give permissions");
        operator.isTold("Zoë has permissions in /.");
        operator.reads("^zoe-");

        try (Connection connection = Amqp.connect(served.amqpPort(), "Zoë", "pässword-1")) {
            assertThat(connection.isOpen()).isTrue();
        }
        operator.presses("Log out");
        operator.logsIn("Zoë", "pässword-1");
        operator.awaitHeading("Overview");
        assertThat(operator.texts("nav a")).doesNotContain("Users").contains("Queues");
    }

    @Test
    void topicPermissionsAreGivenAndTakenAway() {
        operator.logsIn();
        operator.chooses("Permissions");
        for (String exchange : List.of("amq.topic", "news")) {
            operator.presses("Give topic permissions …");
            operator.fills("User", "guest");
            operator.fills("Topic exchange", exchange);
            operator.fills("Routing keys to publish with", "^" + exchange + "-only");
            operator.presses("Give topic permissions");
            operator.isTold("guest has topic permissions in /.");
            operator.reads("^" + exchange + "-only");
        }

        operator.pressesNamed("Take away topic permissions for news of guest in /");
        operator.presses("Take away");

        operator.isTold("guest has lost topic permissions for news in /.");
        operator.readsNoMore("^news-only");
        operator.reads("^amq.topic-only");
        operator.pressesNamed("Take away topic permissions for amq.topic of guest in /");
        operator.presses("Take away");
        operator.readsNoMore("^amq.topic-only");
    }

    @Test
    void usersWhoOnlyManageAreOfferedNothingThatIsRefused() throws Exception {
        Api api = Api.under(served.root()).as("guest", "guest");
        api.put("users/reader", Map.of("password", "reader-1", "tags", "management"))
                .assertStatus(201);
        api.put("permissions/%2F/reader", Map.of("configure", "", "write", "", "read", ".*"))
                .assertStatus(201);
        api.put("policies/%2F/seen", Map.of("pattern", "^seen", "definition", Map.of("max-length", 9)))
                .assertStatus(201);

        operator.logsIn("reader", "reader-1");

        operator.awaitHeading("Overview");
        assertThat(operator.texts("nav a"))
                .contains("Queues", "Policies")
                .doesNotContain("Users", "Permissions", "Definitions", "Settings", "Transactions");
        operator.chooses("Policies");
        operator.reads("^seen");
        assertThat(operator.texts("main button")).doesNotContain("Delete", "Add policy …", "Add operator policy …");
        assertThat(browser.refusals()).isEmpty();
        api.delete("policies/%2F/seen").assertStatus(204);
    }

    @Test
    void virtualHostIsAddedLimitedAndDeleted() {
        operator.logsIn();
        operator.chooses("Virtual hosts");
        operator.presses("Add virtual host …");
        operator.fills("Name", "test/ö");
        operator.presses("Add virtual host");
        operator.isTold("Virtual host test/ö is added.");
        operator.follows("test/ö");
        operator.awaitHeading("Virtual host test/ö");
        operator.presses("Change limits …");
        operator.fills("Most queues", "12");
        operator.presses("Set limits");
        operator.isTold("The limits of test/ö are set.");
        operator.reads("12");
        operator.presses("Delete …");
        operator.fills("Type its name to confirm", "test");
        operator.presses("Delete virtual host");
        operator.isAlerted("This is not the name of the virtual host.");
        operator.fills("Type its name to confirm", "test/ö");
        operator.presses("Delete virtual host");
        operator.isTold("Virtual host test/ö is deleted.");
    }
}
