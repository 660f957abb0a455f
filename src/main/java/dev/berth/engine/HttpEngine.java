package dev.berth.engine;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A server that speaks HTTP/1.1: it is well when it answers {@code GET /} with any status but those that say “not now”
 * (502, 503, 504: RFC 9110, section 15.6). A login is not used: a server that asks for one has answered.
 */
public final class HttpEngine implements Engine {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
    private static final int LONGEST_LINE = 200;

    @Override
    public Answer probe(Endpoint endpoint, Login login, Duration timeout) {
        try (var socket = DeadlineSocket.to(endpoint.host(), endpoint.port(), timeout)) {
            var request = "GET / HTTP/1.1\r\nHost: " + endpoint.authority()
                    + "\r\nUser-Agent: berth\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return verdict(firstLine(socket));
        } catch (IOException e) {
            return new Silent(Reason.of(e));
        }
    }

    private static String firstLine(DeadlineSocket socket) throws IOException {
        var line = new StringBuilder();
        var bytes = socket.getInputStream();
        for (int next = bytes.read(); next >= 0 && next != '\n' && line.length() < LONGEST_LINE; next = bytes.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static Answer verdict(String line) {
        var status = STATUS.matcher(line);
        if (!status.matches()) {
            return new Silent(line.isEmpty() ? "it closes the connection without an answer" : "it does not speak HTTP");
        }
        return switch (status.group(1)) {
            case "502", "503", "504" -> new NotYet("it answers with status " + status.group(1));
            default -> new Well("");
        };
    }
}
