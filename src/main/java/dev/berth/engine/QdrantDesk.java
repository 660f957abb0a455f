package dev.berth.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.engine.Answer.Silent;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Asks a Qdrant by REST; the policy's password is its API key. */
final class QdrantDesk implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY_WANTED =
            "it answers, but asks for its API key — give it as password in the credentials of the policy";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpTalk talk;
    private final boolean keyed;

    QdrantDesk(Endpoint endpoint, Login login, Deadline deadline) throws IOException {
        this.keyed = login.password().isPresent();
        this.talk = new HttpTalk(
                endpoint, login.password().map(key -> Map.of("api-key", key)).orElse(Map.of()), deadline);
    }

    /** Versions before 1.5 know no such question. */
    boolean ready() throws IOException {
        return talk.get("/readyz").status() != UNAVAILABLE;
    }

    /** Also proves that it is a Qdrant and takes the key. */
    String identity() throws IOException {
        collections();
        var peer = result(talk.get("/cluster")).path("peer_id").asText();
        return peer.isEmpty() ? "" : "peer:" + peer;
    }

    List<String> collections() throws IOException {
        var listed = result(talk.get("/collections")).path("collections");
        if (!listed.isArray()) {
            throw new Refused(new Silent("it does not answer as Qdrant does"));
        }
        return StreamSupport.stream(listed.spliterator(), false)
                .map(collection -> collection.path("name").asText())
                .sorted()
                .toList();
    }

    /** What was fixed when a collection was created, and what its payload is indexed by. */
    JsonNode shape(String collection) throws IOException {
        var info = result(talk.get(path(collection)));
        var shape = JSON.createObjectNode();
        shape.set("params", info.path("config").path("params"));
        shape.set("hnsw", info.path("config").path("hnsw_config"));
        var indexes = shape.putObject("indexes");
        info.path("payload_schema")
                .properties()
                .forEach(field -> indexes.set(field.getKey(), field.getValue().path("data_type")));
        return shape;
    }

    /** The number in the collection's information is an estimate. */
    long count(String collection) throws IOException {
        return result(talk.post(path(collection) + "/points/count", "{\"exact\":true}"))
                .path("count")
                .asLong();
    }

    /** One page of points in the order of their ids. */
    JsonNode scroll(String collection, String question) throws IOException {
        return result(talk.post(path(collection) + "/points/scroll", question));
    }

    /** Such as {@code 1.15.4}. */
    String version() throws IOException {
        return read(talk.get("/")).path("version").asText("unknown");
    }

    HttpTalk talk() {
        return talk;
    }

    @Override
    public void close() throws IOException {
        talk.close();
    }

    static String path(String collection) {
        return "/collections/" + encoded(collection);
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode read(HttpTalk.Reply reply) throws IOException {
        if (reply.status() != OK) {
            throw new Refused(HttpTalk.refusal(reply.status(), keyed, KEY_WANTED));
        }
        try {
            return JSON.readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new Refused(new Silent("it does not answer as Qdrant does"));
        }
    }

    JsonNode result(HttpTalk.Reply reply) throws IOException {
        var result = read(reply).path("result");
        if (result.isMissingNode()) {
            throw new Refused(new Silent("it does not answer as Qdrant does"));
        }
        return result;
    }

    /** It answered, but not with what it was asked for. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        Refused(Answer answer) {
            super(answer.words());
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }
}
