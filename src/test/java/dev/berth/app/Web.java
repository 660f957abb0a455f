package dev.berth.app;

import java.io.IOException;
import java.util.List;

/** What is said to the HTTP service of a stack ({@code store.js}): a new connection for each request. */
record Web(Exchange exchange) {
    boolean add(long row) throws IOException {
        return exchange.of("PUT /rows/" + row + " HTTP/1.1\r\nHost: store\r\nContent-Length: 0\r\n\r\n")
                .startsWith("HTTP/1.1 201 ");
    }

    List<Long> rows() throws IOException {
        return get("/rows").lines().map(Long::valueOf).sorted().toList();
    }

    /** The body of an answer with status 200. */
    String get(String path) throws IOException {
        var answer = exchange.of("GET " + path + " HTTP/1.1\r\nHost: store\r\n\r\n");
        if (!answer.startsWith("HTTP/1.1 200 ") || !answer.endsWith("\n")) {
            throw new IOException("no whole answer with status 200: " + answer.strip());
        }
        return answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
    }
}
