package org.leveretmq.exchange;

import java.util.ArrayList;
import java.util.List;

/** The words of a topic: what stands between the dots, which may be nothing. An empty topic has no words. */
final class TopicWords {
    private TopicWords() {}

    static List<String> split(String topic) {
        List<String> words = new ArrayList<>();
        if (topic.isEmpty()) {
            return words;
        }
        int begin = 0;
        for (int dot = topic.indexOf('.'); dot >= 0; dot = topic.indexOf('.', begin)) {
            words.add(topic.substring(begin, dot));
            begin = dot + 1;
        }
        words.add(topic.substring(begin));
        return words;
    }
}
