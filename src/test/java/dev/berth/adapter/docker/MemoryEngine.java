package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.adapter.docker.Loopback.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An engine in memory that knows containers, each with an id of its own, and nothing else. */
final class MemoryEngine implements AutoCloseable {
    private static final Pattern CONTAINER =
            Pattern.compile("/v[0-9.]+/containers/([^/?]+)(?:/([a-z]+))?(?:\\?(?:.*name=)?(.*))?");
    private static final Answer OK = new Answer(200, "{}");

    private final List<ObjectNode> containers = new ArrayList<>();
    private final Loopback loopback;
    private int ids;

    MemoryEngine() throws IOException {
        loopback = new Loopback(this::answer);
    }

    String address() {
        return loopback.address();
    }

    /** Runs a database that is published on a port, always started again; gives its id. */
    String runs(String name, int port) {
        var body = Json.object().put("Image", "db:1").put("Hostname", "");
        var host = body.putObject("HostConfig").put("NetworkMode", "none");
        host.putObject("RestartPolicy").put("Name", "always").put("MaximumRetryCount", 0);
        host.putObject("PortBindings")
                .putArray("5432/tcp")
                .addObject()
                .put("HostIp", "127.0.0.1")
                .put("HostPort", String.valueOf(port));
        var made = create(name, body);
        state(made, true);
        return made.path("Id").asText();
    }

    void removes(String name) {
        containers.removeIf(one -> ContainerJson.name(one).equals(name));
    }

    String id(String name) {
        return find(name).orElseThrow().path("Id").asText();
    }

    /** Each container: its name, whether it runs, its restart policy and its port. */
    List<String> all() {
        return containers.stream()
                .map(one -> ContainerJson.name(one)
                        + (one.at("/State/Running").asBoolean() ? " runs " : " stands ")
                        + ContainerJson.restartPolicy(one) + " "
                        + one.at("/HostConfig/PortBindings/5432~1tcp/0/HostPort")
                                .asText())
                .toList();
    }

    private synchronized Answer answer(String method, String path, String body) {
        var asked = CONTAINER.matcher(path);
        if (!asked.matches()) {
            // The image, by its tag or its id, and events, of which there are none.
            return path.contains("/images/") ? new Answer(200, "{\"Id\":\"sha256:db\"}") : new Answer(200, "");
        }
        if (asked.group(1).equals("json")) {
            return new Answer(200, running());
        }
        if (asked.group(1).equals("create")) {
            create(asked.group(3), read(body));
            return new Answer(201, "{}");
        }
        return find(asked.group(1))
                .map(one -> act(one, method, asked, body))
                .orElseGet(() -> new Answer(404, "{\"message\":\"No such container\"}"));
    }

    private Answer act(ObjectNode one, String method, Matcher asked, String body) {
        if (method.equals("DELETE")) {
            containers.remove(one);
            return OK;
        }
        switch (String.valueOf(asked.group(2))) {
            case "json" -> {
                return new Answer(200, one.toString());
            }
            case "rename" -> one.put("Name", "/" + asked.group(3));
            case "update" ->
                one.withObject("/HostConfig").set("RestartPolicy", read(body).path("RestartPolicy"));
            case "start" -> state(one, true);
            case "kill" -> state(one, false);
            default -> {
                return OK;
            }
        }
        return OK;
    }

    private ObjectNode create(String name, ObjectNode body) {
        var one = Json.object()
                .put("Id", String.format("%064x", ++ids))
                .put("Name", "/" + name)
                .put("Image", "sha256:db");
        one.set("HostConfig", body.remove("HostConfig"));
        body.remove("NetworkingConfig");
        one.set("Config", body);
        one.putArray("Mounts")
                .addObject()
                .put("Type", "bind")
                .put("Source", "/srv/db")
                .put("Destination", "/data")
                .put("RW", true);
        one.putObject("NetworkSettings").putObject("Networks");
        state(one, false);
        containers.add(one);
        return one;
    }

    private static void state(ObjectNode one, boolean running) {
        one.putObject("State").put("Running", running);
    }

    private Optional<ObjectNode> find(String reference) {
        return containers.stream()
                .filter(one -> one.path("Id").asText().equals(reference)
                        || ContainerJson.name(one).equals(reference))
                .findFirst();
    }

    /** As the list of containers shows those that run. */
    private String running() {
        var list = Json.object().putArray("list");
        containers.stream()
                .filter(one -> one.at("/State/Running").asBoolean())
                .map(ObjectNode::deepCopy)
                .forEach(one -> {
                    one.putArray("Names").add(one.path("Name").asText());
                    list.add(one);
                });
        return list.toString();
    }

    private static ObjectNode read(String body) {
        try {
            JsonNode json = Json.read(body.getBytes(StandardCharsets.UTF_8));
            return Json.copy(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        loopback.close();
    }
}
