package dev.berth.engine;

import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.policy.Endpoint;
import dev.berth.policy.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * QuestDB, asked in SQL by HTTP or PGWire. ILP over TCP has no answers: a connection that it takes and keeps is all there is.
 *
 * <p>The identity is the id that QuestDB's telemetry gave this installation, kept in the table {@code telemetry_config}. It
 * is there even where telemetry is off, but not where {@code telemetry.disable.completely} is set; then, and by ILP, there
 * is none.
 *
 * <p>No checkpoint is needed: on SIGTERM QuestDB commits what it has received, and its {@code CHECKPOINT} is for backups.
 */
public final class QuestDbEngine implements Engine {
    /** Who may log in by default. */
    static final String USER = "admin";

    private static final String IDENTITY = "SELECT id FROM telemetry_config LIMIT -1";
    private static final String BUILD = "SELECT build()";

    /** Its own work on write-ahead logs goes on after the next start; the question itself is one of the queries. */
    private static final String RUNNING = "SELECT username, query_id, datediff('T', query_start, now())"
            + " FROM query_activity() WHERE is_wal = false AND query NOT LIKE '%query_activity()%'";

    private final Engine line = new TcpEngine();

    @Override
    public Answer probe(Endpoint endpoint, Login login, Duration timeout) {
        if (endpoint.protocol().filter(Protocol.QUESTDB_ILP::equals).isPresent()) {
            return line.probe(endpoint, login, timeout);
        }
        try (var desk = open(endpoint, login, Deadline.in(timeout))) {
            return new Well(identity(desk));
        } catch (QuestDbFailure e) {
            return e.answer();
        }
    }

    @Override
    public Looked look(Endpoint endpoint, Login login, Contents.Depth depth, Duration timeout) {
        return look(endpoint, login, timeout, desk -> new QuestDbContents(desk, depth, timeout).look());
    }

    @Override
    public Looked glance(Endpoint endpoint, Login login, Duration timeout) {
        return look(endpoint, login, timeout, desk -> new QuestDbContents(desk, Contents.Depth.FAST, timeout).glance());
    }

    private static Looked look(Endpoint endpoint, Login login, Duration timeout, Look look) {
        try (var desk = open(endpoint, login, Deadline.in(timeout))) {
            return look.by(desk);
        } catch (QuestDbFailure e) {
            return new Looked.Silent(e.answer().words());
        }
    }

    /** Those in which a query runs; it tells neither who else is connected, nor what a transaction has not committed. */
    @Override
    public Sessions sessions(Endpoint endpoint, Login login, Duration timeout) {
        if (endpoint.protocol().filter(Protocol.QUESTDB_ILP::equals).isPresent()) {
            return Engine.super.sessions(endpoint, login, timeout);
        }
        try (var desk = open(endpoint, login, Deadline.in(timeout))) {
            return new Sessions.Working(
                    desk.rows(RUNNING).stream().map(QuestDbEngine::session).toList());
        } catch (QuestDbFailure e) {
            return new Sessions.Silent(e.answer().words());
        }
    }

    private static Session session(List<String> row) {
        return new Session(
                row.get(0) + " (query " + row.get(1) + ")",
                Optional.of(Duration.ofMillis(Long.parseLong(row.get(2)))),
                Optional.of("a query"),
                Duration.ZERO);
    }

    static QuestDbDesk open(Endpoint endpoint, Login login, Deadline deadline) throws QuestDbFailure {
        var protocol = endpoint.protocol();
        if (protocol.filter(Protocol.QUESTDB_PGWIRE::equals).isPresent()) {
            return new QuestDbPgWire(endpoint, login, deadline);
        }
        if (protocol.filter(Protocol.QUESTDB_HTTP::equals).isPresent()) {
            return new QuestDbHttp(endpoint, login, deadline);
        }
        throw new QuestDbFailure(new Silent("it can't be asked at port " + endpoint.target()
                + " of its container, only at " + Protocol.targets(endpoint.engine())));
    }

    static String identity(QuestDbDesk desk) throws QuestDbFailure {
        try {
            return desk.rows(IDENTITY).stream()
                    .flatMap(row -> row.stream())
                    .findFirst()
                    .orElse("");
        } catch (QuestDbFailure e) {
            if (!e.says("table does not exist")) {
                throw e;
            }
            desk.rows(BUILD);
            return "";
        }
    }

    /** What a desk of its own is opened for. */
    private interface Look {
        Looked by(QuestDbDesk desk) throws QuestDbFailure;
    }
}
