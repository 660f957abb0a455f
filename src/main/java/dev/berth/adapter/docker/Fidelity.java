package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.Rebinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether one container is another but for its ports, ids, names, times, runtime addresses and the one label.
 *
 * <p>Differences are named by their JSON path alone: values may be passwords.
 */
final class Fidelity {
    /** Identity, state and the paths that follow from them; SELinux labels are drawn anew for each container. */
    private static final List<String> OWN = List.of(
            "Id",
            "Name",
            "Created",
            "State",
            "RestartCount",
            "ExecIDs",
            "ResolvConfPath",
            "HostnamePath",
            "HostsPath",
            "LogPath",
            "GraphDriver",
            "Storage",
            "MountLabel",
            "ProcessLabel",
            "NetworkSettings");

    /** Of these zero is a choice, and nothing leaves it to the engine. */
    private static final Set<String> ZERO_MATTERS =
            Set.of("Config.StopTimeout", "HostConfig.Init", "HostConfig.MemorySwappiness");

    private Fidelity() {}

    /** @param rebindings what lies between the two on purpose */
    static List<String> differences(JsonNode before, JsonNode after, List<Rebinding> rebindings, ApiVersion api) {
        var wanted = comparable(before, api);
        PortMap.rebind(wanted.path("HostConfig"), rebindings);
        var made = comparable(after, api);
        if (neverStarted(before) || neverStarted(after)) {
            // The engine fills it in at the first start.
            wanted.remove("AppArmorProfile");
            made.remove("AppArmorProfile");
        }
        keepImage(before, after, wanted, made);
        var differences = new ArrayList<String>();
        compare("", wanted, made, differences);
        return List.copyOf(differences);
    }

    private static boolean neverStarted(JsonNode inspect) {
        return inspect.path("State").path("StartedAt").asText("0001").startsWith("0001");
    }

    /** An image whose tag moved on is used by its id: the same image under another name. */
    private static void keepImage(JsonNode before, JsonNode after, ObjectNode wanted, ObjectNode made) {
        if (after.path("Config").path("Image").equals(before.path("Image"))) {
            ((ObjectNode) wanted.path("Config")).remove("Image");
            ((ObjectNode) made.path("Config")).remove("Image");
        }
    }

    private static ObjectNode comparable(JsonNode inspect, ApiVersion api) {
        var node = Json.copy(inspect).remove(OWN);
        var config = Json.copy(inspect.path("Config"));
        CreateBody.forgetHostname(config, inspect);
        if (config.path("Labels") instanceof ObjectNode labels) {
            labels.remove(ContainerJson.HASH_LABEL);
        }
        node.set("Config", config);
        var hostConfig = CreateBody.hostConfig(inspect);
        if (hostConfig.path("NetworkMode").asText("").matches("|default")) {
            // Docker 26 writes it so, others as it was asked for.
            hostConfig.put("NetworkMode", "bridge");
        }
        hostConfig.set("Mounts", keyed(hostConfig.path("Mounts"), "Target"));
        hostConfig.set("Binds", sorted(hostConfig.path("Binds")));
        node.set("HostConfig", hostConfig);
        node.set("Mounts", keyed(inspect.path("Mounts"), "Destination"));
        node.set("Networks", networks(inspect, api));
        return node;
    }

    /** Docker lists mounts in any order, and marks volumes that were named (z) but not anonymous ones. */
    private static ObjectNode keyed(JsonNode mounts, String key) {
        var keyed = Json.object();
        Json.items(mounts).map(Json::copy).forEach(mount -> {
            if (mount.path("Mode").asText("").equals("z")) {
                mount.put("Mode", "");
            }
            keyed.set(mount.path(key).asText(), mount);
        });
        return keyed;
    }

    private static JsonNode sorted(JsonNode texts) {
        var sorted = Json.object().putArray("sorted");
        Json.items(texts).map(JsonNode::asText).sorted().forEach(sorted::add);
        return sorted;
    }

    private static ObjectNode networks(JsonNode inspect, ApiVersion api) {
        var networks = Json.object();
        Endpoints.of(inspect, api).forEach((name, endpoint) -> {
            var aliases =
                    Json.items(endpoint.path("Aliases")).map(JsonNode::asText).collect(Collectors.toSet());
            // The host name is added by some versions and not by others.
            aliases.remove(inspect.path("Config").path("Hostname").asText());
            endpoint.remove(List.of("Aliases", "MacAddress"));
            new TreeSet<>(aliases).forEach(endpoint.withArray("Aliases")::add);
            networks.set(name, endpoint);
        });
        return networks;
    }

    /** Engines leave out what others write as zero; but for a few fields nothing and zero say the same. */
    private static boolean same(String path, JsonNode one, JsonNode other) {
        return ZERO_MATTERS.contains(path)
                ? Json.empty(one) && Json.empty(other)
                : Json.emptyOrZero(one) && Json.emptyOrZero(other);
    }

    private static void compare(String path, JsonNode one, JsonNode other, List<String> differences) {
        if (one.equals(other) || same(path, one, other)) {
            return;
        }
        if (one.isObject() && other.isObject()) {
            var names = new TreeSet<String>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.forEach(name ->
                    compare(path.isEmpty() ? name : path + "." + name, one.path(name), other.path(name), differences));
            return;
        }
        differences.add(path);
    }
}
