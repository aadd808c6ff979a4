// A tour of what the broker does beyond delivering: confirms, dead letters, time to live, priorities, direct replies, cancel notification.
// Every step checks what it sees; a surprise ends the program with status 1.
"use strict";

const assert = require("node:assert/strict");
const amqp = require("amqplib");

const TIMEOUT_MILLIS = 10000;

function withTimeout(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came: ${what}`)), TIMEOUT_MILLIS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// The next messages of a queue, acknowledged.
async function nextMessages(channel, queue, count) {
  const received = [];
  let done;
  const all = new Promise((resolve) => (done = resolve));
  const { consumerTag } = await channel.consume(queue, (message) => {
    if (message !== null && received.length < count) {
      channel.ack(message);
      received.push(message);
      if (received.length === count) done();
    }
  });
  await withTimeout(all, `${count} messages of ${queue}`);
  await channel.cancel(consumerTag);
  return received;
}

async function exclusiveQueue(channel, queueArguments = {}) {
  const { queue } = await channel.assertQueue("", { exclusive: true, arguments: queueArguments });
  return queue;
}

async function confirms(connection) {
  const channel = await connection.createConfirmChannel();
  const queue = await exclusiveQueue(channel);
  const returned = [];
  channel.on("return", (message) => returned.push(message.fields.replyCode));
  channel.sendToQueue(queue, Buffer.from("safe"), { persistent: true, mandatory: true });
  channel.sendToQueue("nobody-has-this-queue", Buffer.from("lost"), { mandatory: true });
  await channel.waitForConfirms();
  assert.deepEqual(returned, [312]);
  await channel.close();
}

async function deadLetters(connection) {
  const channel = await connection.createChannel();
  const dead = await exclusiveQueue(channel);
  const queue = await exclusiveQueue(channel, { "x-dead-letter-exchange": "", "x-dead-letter-routing-key": dead });
  await channel.consume(queue, (message) => channel.reject(message, false));
  channel.sendToQueue(queue, Buffer.from("bad"));
  const [letter] = await nextMessages(channel, dead, 1);
  const [death] = letter.properties.headers["x-death"];
  assert.equal(letter.content.toString(), "bad");
  assert.deepEqual([death.queue, death.reason, death.count], [queue, "rejected", 1]);
  await channel.close();
}

async function timeToLive(connection) {
  const channel = await connection.createChannel();
  const dead = await exclusiveQueue(channel);
  const queue = await exclusiveQueue(channel, {
    "x-message-ttl": 60000,
    "x-dead-letter-exchange": "",
    "x-dead-letter-routing-key": dead,
  });
  channel.sendToQueue(queue, Buffer.from("short-lived"), { expiration: "50" });
  const [letter] = await nextMessages(channel, dead, 1);
  const [death] = letter.properties.headers["x-death"];
  assert.deepEqual([death.reason, death["original-expiration"]], ["expired", "50"]);
  await channel.close();
}

async function priorities(connection) {
  const channel = await connection.createConfirmChannel();
  const queue = await exclusiveQueue(channel, { "x-max-priority": 10 });
  for (const priority of [1, 9, 5]) {
    channel.sendToQueue(queue, Buffer.from(String(priority)), { priority });
  }
  await channel.waitForConfirms();
  const received = await nextMessages(channel, queue, 3);
  assert.deepEqual(received.map((message) => message.content.toString()), ["9", "5", "1"]);
  await channel.close();
}

async function directReplies(connection) {
  const channel = await connection.createChannel();
  const requests = await exclusiveQueue(channel);
  await channel.consume(
    requests,
    ({ content, properties: { replyTo, correlationId } }) =>
      channel.sendToQueue(replyTo, Buffer.from(content.toString().toUpperCase()), { correlationId }),
    { noAck: true },
  );
  let replied;
  const reply = new Promise((resolve) => (replied = resolve));
  await channel.consume("amq.rabbitmq.reply-to", replied, { noAck: true });
  channel.sendToQueue(requests, Buffer.from("hello"), { replyTo: "amq.rabbitmq.reply-to", correlationId: "1" });
  const { content, properties } = await withTimeout(reply, "a reply");
  assert.deepEqual([content.toString(), properties.correlationId], ["HELLO", "1"]);
  await channel.close();
}

async function cancelNotification(connection) {
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue("", { durable: false });
  let cancelled;
  const cancel = new Promise((resolve) => (cancelled = resolve));
  await channel.consume(queue, (message) => message === null && cancelled());
  const other = await connection.createChannel();
  await other.deleteQueue(queue);
  await withTimeout(cancel, "the cancellation");
  await other.close();
  await channel.close();
}

async function main() {
  const connection = await amqp.connect(process.argv[2] || "amqp://guest:guest@localhost:5672");
  for (const step of [confirms, deadLetters, timeToLive, priorities, directReplies, cancelNotification]) {
    await step(connection);
    console.log("ok:", step.name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
  }
  await connection.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
