package org.leveretmq.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param ours the broker whose figures are divided by the peer's
 * @param peer the broker to compare with
 * @param scenarios what to run, in this order
 * @param size how large a round is
 * @param rounds how many rounds count
 * @param warmupSeconds how long a broker on a JVM is loaded before each scenario
 * @param javaOptions options for brokers on a JVM that are started
 * @param directory where the brokers keep their data, in a new directory; null for the system's place for temporary files
 * @param output where the tables go, besides standard output; null for nowhere
 */
record Options(
        BrokerSource ours,
        BrokerSource peer,
        List<Scenario> scenarios,
        Load.Size size,
        int rounds,
        int warmupSeconds,
        List<String> javaOptions,
        @Nullable Path directory,
        @Nullable Path output) {

    static final String USAGE = """
            Compares two brokers on this machine under RabbitMQ's PerfTest and prints tables.

              --ours BROKER          default core
              --peer BROKER          default rabbitmq
              --scenarios NAME,...   default all: %s
              --seconds N            duration of a round; default 15
              --messages N           size of a round of the fill-drain scenarios; default 1000000
              --rounds N             rounds of each broker, in turn; the median counts; default 3
              --warmup N             seconds of load for a broker on a JVM before each scenario; default 60
              --java-options "..."   for brokers on a JVM that are started; default -Xmx1g -XX:+UseParallelGC
              --directory DIRECTORY  where the brokers keep their data; default the place for temporary files
              --output FILE          write the tables there too

            BROKER is one of
              core                   LeveretMQ's core from this class path
              core:CLASSPATH         LeveretMQ's core from another build
              derby                  LeveretMQ's core with its store in an embedded Derby
              derby:CLASSPATH        the same from another build
              jar:FILE               LeveretMQ's runnable jar
              rabbitmq               the one of Debian's package rabbitmq-server
              rabbitmq:SCRIPT        another one's sbin/rabbitmq-server
              HOST:PORT@PID          one that runs already, with its process on this machine
            """.formatted(
                    String.join(",", Scenarios.ALL.stream().map(Scenario::name).toList()));

    /** Reads the command line. @throws IllegalArgumentException saying what is wrong */
    static Options parse(String... arguments) {
        Builder builder = new Builder();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("Option " + arguments[i] + " needs a value");
            }
            builder.set(arguments[i], arguments[i + 1]);
        }
        return builder.build();
    }

    private static final class Builder {
        private String ours = "core";
        private String peer = "rabbitmq";
        private List<Scenario> scenarios = Scenarios.ALL;
        private int seconds = 15;
        private int messages = 1_000_000;
        private int rounds = 3;
        private int warmupSeconds = 60;
        private List<String> javaOptions = List.of("-Xmx1g", "-XX:+UseParallelGC");
        private @Nullable Path directory;
        private @Nullable Path output;

        void set(String option, String value) {
            switch (option) {
                case "--ours" -> ours = value;
                case "--peer" -> peer = value;
                case "--scenarios" ->
                    scenarios = Arrays.stream(value.split(",", -1))
                            .map(Scenarios::named)
                            .toList();
                case "--seconds" -> seconds = number(option, value, 1);
                case "--messages" -> messages = number(option, value, 1);
                case "--rounds" -> rounds = number(option, value, 1);
                case "--warmup" -> warmupSeconds = number(option, value, 0);
                case "--java-options" ->
                    javaOptions = Arrays.asList(value.trim().split(" +", -1));
                case "--directory" -> directory = Path.of(value);
                case "--output" -> output = Path.of(value);
                default -> throw new IllegalArgumentException("Unknown option " + option);
            }
        }

        private static int number(String option, String value, int least) {
            try {
                int number = Integer.parseInt(value);
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("Option " + option + " needs a number, not '" + value + "'", e);
            }
            throw new IllegalArgumentException("Option " + option + " has to be " + least + " or more");
        }

        Options build() {
            return new Options(
                    new BrokerSource(ours),
                    new BrokerSource(peer),
                    scenarios,
                    new Load.Size(seconds, messages),
                    rounds,
                    warmupSeconds,
                    javaOptions,
                    directory,
                    output);
        }
    }
}
