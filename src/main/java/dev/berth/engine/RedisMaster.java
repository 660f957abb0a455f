package dev.berth.engine;

import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/** Whom a Redis follows, and by which login: its own, since what it follows was made like it. */
record RedisMaster(Connection connection, Login login) {
    /** Has the login ready. */
    void introduce() {
        login(login.user().orElse(""), login.password().orElse(""));
    }

    String follow(String host, int port) {
        return RedisSessions.said(connection, Command.REPLICAOF, host, String.valueOf(port));
    }

    /** From now on it follows nobody. */
    void dismiss() {
        RedisSessions.said(connection, Command.REPLICAOF, "NO", "ONE");
        login("", "");
    }

    private void login(String user, String password) {
        if (login.password().isPresent()) {
            RedisSessions.said(connection, Command.CONFIG, "SET", "masteruser", user);
            RedisSessions.said(connection, Command.CONFIG, "SET", "masterauth", password);
        }
    }
}
