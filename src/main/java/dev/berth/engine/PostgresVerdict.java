package dev.berth.engine;

import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import java.sql.SQLException;

/** What a failure says of the server: by SQLSTATE (PostgreSQL documentation, appendix A), since messages come in its language. */
final class PostgresVerdict {
    private PostgresVerdict() {}

    static Answer of(SQLException failure, PostgresEntrance entrance) {
        var state = String.valueOf(failure.getSQLState());
        var reason = Reason.of(failure);
        return switch (state) {
            case "57P01", "57P02", "57P03", "53300" -> new NotYet(reason);
            case "28P01", "28000" ->
                new Silent("it answers, but refuses the login: " + reason + " — correct the credentials in the policy");
            case "08004" ->
                new Silent(
                        entrance.hasPassword()
                                ? reason
                                : "it answers, but asks user " + entrance.user()
                                        + " for a password — give credentials in the policy");
            default -> new Silent(reason);
        };
    }
}
