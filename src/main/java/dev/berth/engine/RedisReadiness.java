package dev.berth.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Whether a Redis can be stopped and come back at another port with all its data and peers.
 *
 * <p>SIGTERM saves only where save points are set, and flushes the append-only file where that is on ("Redis signal
 * handling"). What counts is the running configuration; that it stands in the configuration of the next start as well
 * can't be seen from here.
 */
final class RedisReadiness {
    private final Connection connection;
    private final int port;
    private final RedisInfo info;

    /** @param port the port on the host that is given up */
    RedisReadiness(Connection connection, int port) {
        this.connection = connection;
        this.port = port;
        this.info = RedisInfo.of(connection);
    }

    Optional<Objection> objection() {
        return Stream.<Check>of(this::forgetful, this::unwritable, this::peered)
                .flatMap(check -> check.objection().stream())
                .findFirst();
    }

    private Optional<Objection> forgetful() {
        var signal = config("shutdown-on-sigterm").orElse("");
        if (signal.contains("force")) {
            return objection(
                    "shutdown-on-sigterm is “" + signal + "”, so that it ends even where it can't write its data",
                    "set shutdown-on-sigterm default");
        }
        if (info.is("aof_enabled", "1")) {
            return Optional.empty();
        }
        if (signal.contains("nosave")) {
            return objection(
                    "shutdown-on-sigterm is “" + signal + "”, so that a stop would lose what it has not saved",
                    "set shutdown-on-sigterm default, or appendonly yes");
        }
        var save = config("save");
        if (save.isEmpty()) {
            return objection(
                    "whether it saves its data on a stop can't be told, because CONFIG GET is refused",
                    "allow CONFIG GET to the policy's user, or set appendonly yes");
        }
        return save.get().isBlank()
                ? objection(
                        "it keeps its data in memory only, and a stop would lose it",
                        "set save points or appendonly yes")
                : Optional.empty();
    }

    private Optional<Objection> unwritable() {
        return Stream.of("rdb_last_bgsave_status", "aof_last_write_status")
                .filter(field -> !info.is(field, "ok"))
                .map(field -> new Objection(
                        "it can't write its data (" + field + ":" + info.text(field) + ")",
                        "look at its log, its disk and the rights on its folder, then run BGSAVE"))
                .findFirst();
    }

    private Optional<Objection> peered() {
        if (info.is("redis_mode", "sentinel")) {
            return objection("it is a Sentinel, which other Sentinels know by its port", "not supported");
        }
        if (info.is("redis_mode", "cluster")) {
            return unannounced("it is a node of a cluster", "cluster-announce-ip", "cluster-announce-port");
        }
        if (info.is("role", "slave") || !info.is("connected_slaves", "0")) {
            return unannounced("it replicates", "replica-announce-ip", "replica-announce-port");
        }
        return Optional.empty();
    }

    private Optional<Objection> unannounced(String what, String ipSetting, String portSetting) {
        var announced = config(portSetting).orElse("0");
        if (config(ipSetting).orElse("").isBlank() || announced.equals("0")) {
            return objection(what + " and peers know it by its address", "set " + ipSetting + " and " + portSetting);
        }
        return announced.equals(Integer.toString(port))
                ? objection(what + " and announces port " + port + ", which is given up", "change " + portSetting)
                : Optional.empty();
    }

    private static Optional<Objection> objection(String reason, String remedy) {
        return Optional.of(new Objection(reason, remedy));
    }

    /** The running value of a setting; empty where it may not be asked or does not exist. */
    private Optional<String> config(String setting) {
        try {
            connection.sendCommand(Command.CONFIG, "GET", setting);
            List<String> reply = connection.getMultiBulkReply();
            return reply.size() == 2 ? Optional.of(reply.get(1)) : Optional.empty();
        } catch (JedisDataException e) {
            return Optional.empty();
        }
    }

    /** One thing that may be in the way. */
    private interface Check {
        Optional<Objection> objection();
    }
}
