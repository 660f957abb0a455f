package dev.berth.engine;

import dev.berth.engine.Answer.Silent;
import dev.berth.policy.Endpoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/** Asks a QuestDB in the protocol of PostgreSQL, of which it speaks enough for pgjdbc. */
final class QuestDbPgWire implements QuestDbDesk {
    /** There is but one, by any name. */
    private static final String DATABASE = "qdb";

    private static final int PAGE = 10_000;

    private final PostgresSession session;

    QuestDbPgWire(Endpoint endpoint, Login login, Deadline deadline) throws QuestDbFailure {
        var named = new Login(Optional.of(login.user().orElse(QuestDbEngine.USER)), login.password());
        try {
            this.session = new PostgresDriver(endpoint, named, PostgresSettings.AS_SET).open(DATABASE, deadline);
        } catch (SQLException e) {
            throw new QuestDbFailure(verdict(e, login), e);
        }
    }

    @Override
    public List<List<String>> rows(String query) throws QuestDbFailure {
        try (var statement = session.connection().createStatement();
                var found = statement.executeQuery(query)) {
            var rows = new ArrayList<List<String>>();
            while (found.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(Objects.requireNonNullElse(found.getString(column), ""));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw failure(session.told(e));
        }
    }

    @Override
    public void run(String statement) throws QuestDbFailure {
        try (var said = session.connection().createStatement()) {
            said.execute(statement);
        } catch (SQLException e) {
            throw failure(session.told(e));
        }
    }

    /** Page by page: simple queries come whole. */
    @Override
    public void read(String table, MessageDigest digest) throws QuestDbFailure {
        List<List<String>> page;
        long from = 0;
        do {
            page = rows("SELECT * FROM " + table + " LIMIT " + from + "," + (from + PAGE));
            page.forEach(row -> digest.update(row.toString().getBytes(StandardCharsets.UTF_8)));
            from += PAGE;
        } while (page.size() == PAGE);
    }

    @Override
    public void close() {
        session.close();
    }

    private static QuestDbFailure failure(SQLException e) {
        var answer = new Silent(Reason.of(e));
        return e instanceof PSQLException said && said.getServerErrorMessage() != null
                ? new QuestDbRefusal(answer, e)
                : new QuestDbFailure(answer, e);
    }

    /** QuestDB gives every failure the SQLSTATE of a success, so its words have to do. */
    private static Answer verdict(SQLException failure, Login login) {
        var reason = Reason.of(failure);
        if (reason.contains("invalid username/password")) {
            return new Silent(
                    "it answers, but refuses the login: " + reason + " — correct the credentials in the policy");
        }
        return new Silent(
                login.password().isEmpty() && "08004".equals(failure.getSQLState())
                        ? "it answers, but asks for a password — give credentials in the policy"
                        : reason);
    }
}
