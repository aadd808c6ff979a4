"""A tour of what the broker does beyond delivering: confirms, dead letters, time to live, priorities, direct replies, cancel notification.

Every step checks what it sees; a surprise ends the program with status 1.
"""

import sys

import pika
from pika.exceptions import UnroutableError

TIMEOUT_SECONDS = 10


def expect(condition, what):
    if not condition:
        sys.exit(f"Unexpected: {what}")


def next_message(channel, queue):
    """Waits for the next message of a queue and acknowledges it."""
    for method, properties, body in channel.consume(queue, inactivity_timeout=TIMEOUT_SECONDS):
        expect(method is not None, f"no message in {queue}")
        channel.basic_ack(method.delivery_tag)
        channel.cancel()
        return properties, body.decode()


def confirms(connection):
    channel = connection.channel()
    channel.confirm_delivery()
    queue = channel.queue_declare("", exclusive=True).method.queue
    channel.basic_publish("", queue, "safe", pika.BasicProperties(delivery_mode=2), mandatory=True)
    try:
        channel.basic_publish("", "nobody-has-this-queue", "lost", mandatory=True)
        expect(False, "a message without a queue did not come back")
    except UnroutableError as returned:
        expect(returned.messages[0].method.reply_code == 312, "the reason is not NO_ROUTE")
    channel.close()


def dead_letters(connection):
    channel = connection.channel()
    dead = channel.queue_declare("", exclusive=True).method.queue
    arguments = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": dead}
    queue = channel.queue_declare("", exclusive=True, arguments=arguments).method.queue
    channel.basic_publish("", queue, "bad")
    method = None
    while method is None:
        method, _, _ = channel.basic_get(queue)
    channel.basic_reject(method.delivery_tag, requeue=False)
    properties, body = next_message(channel, dead)
    death = properties.headers["x-death"][0]
    expect(body == "bad", f"{body} is in the dead letter queue")
    expect((death["queue"], death["reason"], death["count"]) == (queue, "rejected", 1), f"it died of {death}")
    channel.close()


def time_to_live(connection):
    channel = connection.channel()
    dead = channel.queue_declare("", exclusive=True).method.queue
    arguments = {"x-message-ttl": 60000, "x-dead-letter-exchange": "", "x-dead-letter-routing-key": dead}
    queue = channel.queue_declare("", exclusive=True, arguments=arguments).method.queue
    channel.basic_publish("", queue, "short-lived", pika.BasicProperties(expiration="50"))
    properties, _ = next_message(channel, dead)
    death = properties.headers["x-death"][0]
    expect(death["reason"] == "expired", f"it died of {death}")
    expect(death["original-expiration"] == "50", "its expiration was forgotten")
    channel.close()


def priorities(connection):
    channel = connection.channel()
    queue = channel.queue_declare("", exclusive=True, arguments={"x-max-priority": 10}).method.queue
    channel.confirm_delivery()
    for priority in (1, 9, 5):
        channel.basic_publish("", queue, str(priority), pika.BasicProperties(priority=priority))
    received = [next_message(channel, queue)[1] for _ in range(3)]
    expect(received == ["9", "5", "1"], f"the order is {received}")
    channel.close()


def direct_replies(connection):
    channel = connection.channel()
    requests = channel.queue_declare("", exclusive=True).method.queue
    replies = []

    def answer(server, method, properties, body):
        reply = pika.BasicProperties(correlation_id=properties.correlation_id)
        server.basic_publish("", properties.reply_to, body.decode().upper(), reply)

    def received(_channel, _method, properties, body):
        replies.append((properties.correlation_id, body.decode()))

    channel.basic_consume("amq.rabbitmq.reply-to", received, auto_ack=True)
    channel.basic_consume(requests, answer, auto_ack=True)
    asked = pika.BasicProperties(reply_to="amq.rabbitmq.reply-to", correlation_id="1")
    channel.basic_publish("", requests, "hello", asked)
    for _ in range(TIMEOUT_SECONDS * 10):
        if replies:
            break
        connection.process_data_events(0.1)
    expect(replies == [("1", "HELLO")], f"the replies are {replies}")
    channel.close()


def cancel_notification(connection):
    channel = connection.channel()
    cancelled = []
    channel.add_on_cancel_callback(lambda frame: cancelled.append(frame.method.consumer_tag))
    queue = channel.queue_declare("").method.queue
    tag = channel.basic_consume(queue, lambda *delivery: None)
    connection.channel().queue_delete(queue)
    for _ in range(TIMEOUT_SECONDS * 10):
        if cancelled:
            break
        connection.process_data_events(0.1)
    expect(cancelled == [tag], f"the cancelled consumers are {cancelled}")
    channel.close()


uri = sys.argv[1] if len(sys.argv) > 1 else "amqp://guest:guest@localhost:5672"
with pika.BlockingConnection(pika.URLParameters(uri)) as open_connection:
    for step in (confirms, dead_letters, time_to_live, priorities, direct_replies, cancel_notification):
        step(open_connection)
        print("ok:", step.__name__.replace("_", " "))
