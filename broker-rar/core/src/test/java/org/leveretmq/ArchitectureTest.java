package org.leveretmq;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Executors;

/** The folders are the design, and this keeps them so. */
@AnalyzeClasses(packages = "org.leveretmq", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule core_is_plain_java = noClasses()
            .that()
            .resideOutsideOfPackage("org.leveretmq.api.messaging..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "java.util.logging..");

    /** It is what applications in a server use, and nothing of an embedded broker. */
    @ArchTest
    static final ArchRule core_does_not_know_the_applications = noClasses()
            .that()
            .resideOutsideOfPackage("org.leveretmq.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.leveretmq.api.messaging..");

    @ArchTest
    static final ArchRule only_wire_and_transport_know_netty = noClasses()
            .that()
            .resideOutsideOfPackages("org.leveretmq.wire..", "org.leveretmq.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule domain_knows_neither_wire_nor_transport = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.leveretmq.exchange..",
                    "org.leveretmq.queue..",
                    "org.leveretmq.vhost..",
                    "org.leveretmq.message..",
                    "org.leveretmq.store..",
                    "org.leveretmq.durability..",
                    "org.leveretmq.transaction..",
                    "org.leveretmq.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.leveretmq.wire..", "org.leveretmq.transport..", "org.leveretmq.connection..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("org.leveretmq.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule threads_are_made_in_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("org.leveretmq.concurrent..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Executors.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocal.class)
            .orShould()
            .callConstructor(Thread.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class);

    @ArchTest
    static final ArchRule nothing_is_synchronized =
            noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED).allowEmptyShould(true);
}
