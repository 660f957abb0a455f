package dev.berth.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.engine.Answer.Silent;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Asks a QuestDB by HTTP: {@code /exec} answers in JSON, {@code /exp} in CSV, however much it is. */
final class QuestDbHttp implements QuestDbDesk {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int OK = 200;

    /** What a query that fails is answered with; the reason is in the body. */
    private static final int BAD_REQUEST = 400;

    private final HttpTalk talk;
    private final boolean loggedIn;

    QuestDbHttp(Endpoint endpoint, Login login, Deadline deadline) throws QuestDbFailure {
        this.loggedIn = login.password().isPresent();
        try {
            this.talk = new HttpTalk(endpoint, headers(login), deadline);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** A server that asks for no login does not mind one. */
    private static Map<String, String> headers(Login login) {
        return login.password()
                .map(password -> login.user().orElse(QuestDbEngine.USER) + ":" + password)
                .map(pair -> Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .map(basic -> Map.of("Authorization", "Basic " + basic))
                .orElse(Map.of());
    }

    @Override
    public List<List<String>> rows(String query) throws QuestDbFailure {
        return rows(reply(query));
    }

    @Override
    public void run(String statement) throws QuestDbFailure {
        reply(statement);
    }

    private JsonNode reply(String query) throws QuestDbFailure {
        try {
            var reply = talk.get("/exec?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
            if (reply.status() != OK && reply.status() != BAD_REQUEST) {
                throw refused(reply.status());
            }
            var json = JSON.readTree(reply.body());
            if (json.has("error")) {
                throw new QuestDbRefusal(
                        new Silent(Reason.line(json.path("error").asText())));
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new QuestDbFailure(new Silent("it does not answer as QuestDB does"), e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void read(String table, MessageDigest digest) throws QuestDbFailure {
        var query = URLEncoder.encode("SELECT * FROM " + table, StandardCharsets.UTF_8);
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            int status = talk.get("/exp?query=" + query, out);
            if (status != OK) {
                throw refused(status);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        try {
            talk.close();
        } catch (IOException gone) {
            return;
        }
    }

    private QuestDbFailure refused(int status) {
        return new QuestDbFailure(HttpTalk.refusal(
                status, loggedIn, "it answers, but asks for a login — give credentials in the policy"));
    }

    private static QuestDbFailure failure(IOException e) {
        return new QuestDbFailure(new Silent(Reason.of(e)), e);
    }

    private static List<List<String>> rows(JsonNode reply) throws QuestDbFailure {
        if (!reply.path("dataset").isArray()) {
            throw new QuestDbFailure(new Silent("it does not answer as QuestDB does"));
        }
        var rows = new ArrayList<List<String>>();
        reply.path("dataset").forEach(row -> {
            var texts = new ArrayList<String>();
            row.forEach(value -> texts.add(value.isNull() ? "" : value.asText()));
            rows.add(texts);
        });
        return rows;
    }
}
