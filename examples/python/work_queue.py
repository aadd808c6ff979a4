"""Hands ten jobs to a durable queue, safely, and works on them one after the other."""

import sys

import pika

JOBS = 10

uri = sys.argv[1] if len(sys.argv) > 1 else "amqp://guest:guest@localhost:5672"
connection = pika.BlockingConnection(pika.URLParameters(uri))
channel = connection.channel()
channel.queue_declare("jobs", durable=True)
channel.confirm_delivery()
for number in range(1, JOBS + 1):
    channel.basic_publish("", "jobs", f"job {number}", pika.BasicProperties(delivery_mode=2))
print(f"The broker has confirmed {JOBS} jobs")

channel.basic_qos(prefetch_count=1)
done = 0
for method, _, body in channel.consume("jobs", inactivity_timeout=10):
    if method is None:
        sys.exit("Not all jobs have come back")
    print("Working on", body.decode())
    channel.basic_ack(method.delivery_tag)
    done += 1
    if done == JOBS:
        break
channel.cancel()
connection.close()
