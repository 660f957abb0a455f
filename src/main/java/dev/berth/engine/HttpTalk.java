package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** One HTTP connection to a server, from berth's own address and within one deadline: question after question. */
final class HttpTalk implements AutoCloseable {
    private final DefaultBHttpClientConnection connection;
    private final Map<String, String> headers;

    /** @param headers what every question carries */
    HttpTalk(Endpoint endpoint, Map<String, String> headers, Deadline deadline) throws IOException {
        var socket = DeadlineSocket.to(endpoint.host(), endpoint.port(), deadline);
        this.connection = DefaultBHttpClientConnectionFactory.builder().build().createConnection(socket);
        this.headers = new TreeMap<>(headers);
        this.headers.put("Host", endpoint.authority());
        this.headers.put("User-Agent", "berth");
    }

    /** Gives the status; what the server says goes to a stream. */
    int get(String path, OutputStream body) throws IOException {
        return ask(new BasicClassicHttpRequest(Method.GET, path), body);
    }

    private int ask(BasicClassicHttpRequest request, OutputStream body) throws IOException {
        headers.forEach(request::setHeader);
        try {
            connection.sendRequestHeader(request);
            if (request.getEntity() != null) {
                connection.sendRequestEntity(request);
            }
            connection.flush();
            var response = connection.receiveResponseHeader();
            connection.receiveResponseEntity(response);
            try (var entity = response.getEntity()) {
                if (entity != null) {
                    entity.writeTo(body);
                }
            } catch (ConnectionClosedException | MalformedChunkCodingException | SocketException gone) {
                throw new IOException("its answer ended in the middle");
            }
            return response.getCode();
        } catch (HttpException e) {
            throw new IOException("it does not speak HTTP", e);
        }
    }

    Reply get(String path) throws IOException {
        return reply(new BasicClassicHttpRequest(Method.GET, path));
    }

    /** Asks with a question in JSON. */
    Reply post(String path, String json) throws IOException {
        var request = new BasicClassicHttpRequest(Method.POST, path);
        request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        request.setHeader("Content-Type", ContentType.APPLICATION_JSON.toString());
        request.setHeader("Content-Length", json.getBytes(StandardCharsets.UTF_8).length);
        return reply(request);
    }

    Reply delete(String path) throws IOException {
        return reply(new BasicClassicHttpRequest(Method.DELETE, path));
    }

    /** Sends a file of any length as the one part of a form (RFC 7578), in pieces. */
    Reply upload(String path, String part, InputStream content) throws IOException {
        var boundary = "berth-" + UUID.randomUUID();
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"" + part
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        var tail = "\r\n--" + boundary + "--\r\n";
        var body = new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII)), content),
                new ByteArrayInputStream(tail.getBytes(StandardCharsets.US_ASCII)));
        var type = ContentType.parse("multipart/form-data; boundary=" + boundary);
        var request = new BasicClassicHttpRequest(Method.POST, path);
        request.setEntity(new InputStreamEntity(body, type));
        request.setHeader("Content-Type", type.toString());
        request.setHeader("Transfer-Encoding", "chunked");
        return reply(request);
    }

    private Reply reply(BasicClassicHttpRequest request) throws IOException {
        var body = new ByteArrayOutputStream();
        int status = ask(request, body);
        return new Reply(status, body.toString(StandardCharsets.UTF_8));
    }

    /**
     * What a status that is no success says of a server (RFC 9110, section 15).
     *
     * @param loggedIn whether it was given a login
     * @param loginWanted what to say where it was not, and wants one
     */
    static Answer refusal(int status, boolean loggedIn, String loginWanted) {
        return switch (status) {
            case 502, 503, 504 -> new Answer.NotYet("it answers with status " + status);
            case 401, 403 ->
                new Answer.Silent(
                        loggedIn
                                ? "it answers, but refuses the login: status " + status
                                        + " — correct the credentials in the policy"
                                : loginWanted);
            default -> new Answer.Silent("it answers with status " + status);
        };
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    /** What a server said. */
    record Reply(int status, String body) {}
}
