package org.leveretmq.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.impl.AMQImpl;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.types.FieldTable;
import org.leveretmq.wire.method.Method;

/** Every record against the method table of the specification: ids, fields, order, types (AMQP 0-9-1 §4.2.4). */
class MethodSpecificationTest {
    /** Enough to see every combination of the at most five bits of a method many times over. */
    private static final int ROUNDS = 100;

    static List<SpecifiedMethod> methods() {
        return SpecifiedMethod.all();
    }

    @Test
    void there_is_a_record_for_each_specified_method_and_no_other() {
        assertThat(Arrays.stream(Method.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(
                        methods().stream().map(SpecifiedMethod::recordName).toList());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void the_record_has_the_fields_in_order_and_of_the_right_width(SpecifiedMethod specified) throws Exception {
        RecordComponent[] components = recordOf(specified).getRecordComponents();

        assertThat(components)
                .extracting(RecordComponent::getName)
                .containsExactlyElementsOf(specified.keptFields().stream()
                        .map(SpecifiedMethod.Field::component)
                        .toList());
        for (int i = 0; i < components.length; i++) {
            assertThat(javaTypes(specified.keptFields().get(i).type()))
                    .as(components[i].getName())
                    .contains(components[i].getType());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void every_value_is_decoded_into_its_component(SpecifiedMethod specified) throws Exception {
        Random random = new Random(specified.classId() << 16 | specified.methodId());
        for (int round = 0; round < ROUNDS; round++) {
            SpecifiedValues values = new SpecifiedValues(specified, random);

            Method method = RecordedFrames.decode(values.payload());

            assertThat(method).isInstanceOf(recordOf(specified));
            assertThat(method.classId()).isEqualTo(specified.classId());
            assertThat(method.methodId()).isEqualTo(specified.methodId());
            assertThat(method.hasContent()).isEqualTo(specified.content());
            for (Map.Entry<String, Object> expected : values.kept().entrySet()) {
                Object actual = method.getClass().getMethod(expected.getKey()).invoke(method);
                assertThat(comparable(actual)).as(expected.getKey()).isEqualTo(comparable(expected.getValue()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void what_was_decoded_is_encoded_into_the_same_bytes(SpecifiedMethod specified) throws AmqpException {
        Random random = new Random(specified.classId() << 16 | specified.methodId());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] payload = new SpecifiedValues(specified, random).payload();

            assertThat(RecordedFrames.encode(RecordedFrames.decode(payload))).isEqualTo(payload);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void the_java_client_reads_our_encoding_as_the_same_method(SpecifiedMethod specified) throws Exception {
        byte[] payload = new SpecifiedValues(specified, new Random(7)).payload();

        com.rabbitmq.client.impl.Method theirs = readByClient(RecordedFrames.encode(RecordedFrames.decode(payload)));

        assertThat(theirs.protocolMethodName()).isEqualTo(specified.name());
        assertThat(theirs.toFrame(1).getPayload()).isEqualTo(payload);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void arguments_that_end_too_early_are_a_502(SpecifiedMethod specified) {
        byte[] payload = new SpecifiedValues(specified, new Random(7)).payload();
        for (int length = 4; length < payload.length; length++) {
            byte[] truncated = Arrays.copyOf(payload, length);

            assertThatThrownBy(() -> RecordedFrames.decode(truncated))
                    .as("%d of %d bytes", length, payload.length)
                    .isInstanceOfSatisfying(ConnectionException.class, e -> assertThat(e.replyCode())
                            .isEqualTo(ReplyCode.SYNTAX_ERROR));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void bytes_behind_the_last_argument_are_a_502(SpecifiedMethod specified) {
        byte[] payload = new SpecifiedValues(specified, new Random(7)).payload();
        byte[] longer = Arrays.copyOf(payload, payload.length + 1);

        assertThatThrownBy(() -> RecordedFrames.decode(longer))
                .isInstanceOfSatisfying(ConnectionException.class, e -> assertThat(e.replyCode())
                        .isEqualTo(ReplyCode.SYNTAX_ERROR));
    }

    @Test
    void a_method_that_the_specification_does_not_list_is_a_540() {
        List<Integer> known = methods().stream()
                .map(method -> method.classId() << 16 | method.methodId())
                .toList();
        for (int classId = 0; classId < 130; classId++) {
            for (int methodId = 0; methodId < 130; methodId++) {
                if (known.contains(classId << 16 | methodId)) {
                    continue;
                }
                byte[] payload = {0, (byte) classId, 0, (byte) methodId};

                assertThatThrownBy(() -> RecordedFrames.decode(payload))
                        .as("class %d, method %d", classId, methodId)
                        .isInstanceOfSatisfying(ConnectionException.class, e -> assertThat(e.replyCode())
                                .isEqualTo(ReplyCode.NOT_IMPLEMENTED));
            }
        }
    }

    private static Class<?> recordOf(SpecifiedMethod specified) throws ClassNotFoundException {
        return Class.forName(Method.class.getPackageName() + "." + specified.recordName());
    }

    private static List<Class<?>> javaTypes(String type) {
        return switch (type) {
            case "octet", "short" -> List.of(int.class);
            case "long" -> List.of(int.class, long.class);
            case "longlong" -> List.of(long.class);
            case "bit" -> List.of(boolean.class);
            case "shortstr" -> List.of(String.class);
            case "longstr" -> List.of(String.class, byte[].class);
            case "table" -> List.of(FieldTable.class);
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** Numbers of any width as long, texts and bytes as text. */
    private static Object comparable(Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value;
    }

    private static com.rabbitmq.client.impl.Method readByClient(byte[] payload) throws IOException {
        return (com.rabbitmq.client.impl.Method)
                AMQImpl.readMethodFrom(new DataInputStream(new ByteArrayInputStream(payload)));
    }
}
