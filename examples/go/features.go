// A tour of what the broker does beyond delivering: confirms, dead letters, time to live, priorities, direct replies, cancel notification.
// Every step checks what it sees; a surprise ends the program with status 1.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

const timeout = 10 * time.Second

func check(err error) {
	if err != nil {
		log.Fatalf("Unexpected error: %v", err)
	}
}

func expect(condition bool, format string, values ...any) {
	if !condition {
		log.Fatalf("Unexpected: "+format, values...)
	}
}

func within() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), timeout)
}

func channelOf(connection *amqp.Connection) *amqp.Channel {
	channel, err := connection.Channel()
	check(err)
	return channel
}

func exclusiveQueue(channel *amqp.Channel, arguments amqp.Table) string {
	queue, err := channel.QueueDeclare("", false, false, true, false, arguments)
	check(err)
	return queue.Name
}

func publish(channel *amqp.Channel, queue string, mandatory bool, message amqp.Publishing) {
	ctx, cancel := within()
	defer cancel()
	check(channel.PublishWithContext(ctx, "", queue, mandatory, false, message))
}

func consume(channel *amqp.Channel, queue string, autoAck bool) <-chan amqp.Delivery {
	deliveries, err := channel.Consume(queue, "", autoAck, false, false, false, nil)
	check(err)
	return deliveries
}

func next(deliveries <-chan amqp.Delivery) amqp.Delivery {
	select {
	case delivery := <-deliveries:
		return delivery
	case <-time.After(timeout):
		log.Fatal("Unexpected: no message came")
		return amqp.Delivery{}
	}
}

func firstDeath(letter amqp.Delivery) amqp.Table {
	deaths, ok := letter.Headers["x-death"].([]any)
	expect(ok && len(deaths) > 0, "there is no x-death in %v", letter.Headers)
	return deaths[0].(amqp.Table)
}

func confirms(connection *amqp.Connection) {
	channel := channelOf(connection)
	defer channel.Close()
	queue := exclusiveQueue(channel, nil)
	returns := channel.NotifyReturn(make(chan amqp.Return, 1))
	check(channel.Confirm(false))
	for _, target := range []string{queue, "nobody-has-this-queue"} {
		ctx, cancel := within()
		confirmation, err := channel.PublishWithDeferredConfirmWithContext(ctx, "", target, true, false,
			amqp.Publishing{DeliveryMode: amqp.Persistent, Body: []byte("safe")})
		check(err)
		expect(confirmation.Wait(), "the broker has refused a message")
		cancel()
	}
	returned := <-returns
	expect(returned.ReplyCode == amqp.NoRoute, "it came back for %s", returned.ReplyText)
}

func deadLetters(connection *amqp.Connection) {
	channel := channelOf(connection)
	defer channel.Close()
	dead := exclusiveQueue(channel, nil)
	queue := exclusiveQueue(channel, amqp.Table{"x-dead-letter-exchange": "", "x-dead-letter-routing-key": dead})
	publish(channel, queue, false, amqp.Publishing{Body: []byte("bad")})
	check(next(consume(channel, queue, false)).Reject(false))
	letter := next(consume(channel, dead, true))
	death := firstDeath(letter)
	expect(string(letter.Body) == "bad", "%s is in the dead letter queue", letter.Body)
	expect(death["queue"] == queue && death["reason"] == "rejected" && death["count"] == int64(1), "it died of %v", death)
}

func timeToLive(connection *amqp.Connection) {
	channel := channelOf(connection)
	defer channel.Close()
	dead := exclusiveQueue(channel, nil)
	queue := exclusiveQueue(channel, amqp.Table{
		"x-message-ttl": int32(60000), "x-dead-letter-exchange": "", "x-dead-letter-routing-key": dead})
	publish(channel, queue, false, amqp.Publishing{Expiration: "50", Body: []byte("short-lived")})
	death := firstDeath(next(consume(channel, dead, true)))
	expect(death["reason"] == "expired" && death["original-expiration"] == "50", "it died of %v", death)
}

func priorities(connection *amqp.Connection) {
	channel := channelOf(connection)
	defer channel.Close()
	queue := exclusiveQueue(channel, amqp.Table{"x-max-priority": int32(10)})
	for _, priority := range []uint8{1, 9, 5} {
		publish(channel, queue, false, amqp.Publishing{Priority: priority, Body: []byte(fmt.Sprint(priority))})
	}
	deliveries := consume(channel, queue, true)
	received := []string{}
	for range [3]struct{}{} {
		received = append(received, string(next(deliveries).Body))
	}
	expect(strings.Join(received, " ") == "9 5 1", "the order is %v", received)
}

func directReplies(connection *amqp.Connection) {
	channel := channelOf(connection)
	defer channel.Close()
	requests := exclusiveQueue(channel, nil)
	replies := consume(channel, "amq.rabbitmq.reply-to", true)
	asked := consume(channel, requests, true)
	publish(channel, requests, false,
		amqp.Publishing{ReplyTo: "amq.rabbitmq.reply-to", CorrelationId: "1", Body: []byte("hello")})
	request := next(asked)
	publish(channel, request.ReplyTo, true,
		amqp.Publishing{CorrelationId: request.CorrelationId, Body: []byte(strings.ToUpper(string(request.Body)))})
	reply := next(replies)
	expect(string(reply.Body) == "HELLO" && reply.CorrelationId == "1", "the reply is %s", reply.Body)
}

func cancelNotification(connection *amqp.Connection) {
	channel := channelOf(connection)
	defer channel.Close()
	cancelled := channel.NotifyCancel(make(chan string, 1))
	queue, err := channel.QueueDeclare("", false, false, false, false, nil)
	check(err)
	_, err = channel.Consume(queue.Name, "reader", false, false, false, false, nil)
	check(err)
	other := channelOf(connection)
	defer other.Close()
	_, err = other.QueueDelete(queue.Name, false, false, false)
	check(err)
	select {
	case tag := <-cancelled:
		expect(tag == "reader", "consumer %s was cancelled", tag)
	case <-time.After(timeout):
		log.Fatal("Unexpected: nobody was told that the queue is gone")
	}
}

func main() {
	uri := "amqp://guest:guest@localhost:5672"
	if len(os.Args) > 1 {
		uri = os.Args[1]
	}
	connection, err := amqp.Dial(uri)
	check(err)
	defer connection.Close()
	steps := []struct {
		name string
		run  func(*amqp.Connection)
	}{
		{"confirms", confirms},
		{"dead letters", deadLetters},
		{"time to live", timeToLive},
		{"priorities", priorities},
		{"direct replies", directReplies},
		{"cancel notification", cancelNotification},
	}
	for _, step := range steps {
		step.run(connection)
		fmt.Println("ok:", step.name)
	}
}
