package dev.berth.engine;

import dev.berth.policy.PgBouncer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.shaded.com.ongres.scram.client.ScramClient;
import org.postgresql.shaded.com.ongres.scram.common.exception.ScramException;
import org.postgresql.util.MD5Digest;

/** The way into the console of a PgBouncer, by whichever of its kinds of login it asks for. */
final class PoolEntrance {
    private static final String CONSOLE = "pgbouncer";
    private static final int PROTOCOL_3 = 3 << 16;

    private final PoolWire wire;
    private final String user;
    private final String password;

    private PoolEntrance(PoolWire wire, Login login) {
        this.wire = wire;
        this.user = login.user().orElse("postgres");
        this.password = login.password().orElse("");
    }

    static PoolWire open(PgBouncer pooler, Login login, Duration timeout) throws IOException {
        var wire = PoolWire.to(pooler.host(), pooler.port(), timeout);
        try {
            new PoolEntrance(wire, login).enter();
            return wire;
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private void enter() throws IOException {
        var body = new ByteArrayOutputStream();
        body.writeBytes(number(PROTOCOL_3));
        body.writeBytes(PoolWire.terminated("user", user, "database", CONSOLE, "application_name", "berth", ""));
        wire.start(body.toByteArray());
        for (var message = wire.receive(); message.type() != 'Z'; message = wire.receive()) {
            if (message.type() == 'R') {
                answer(message);
            }
        }
    }

    /** PostgreSQL documentation, section 55.7, the messages that begin with Authentication. */
    private void answer(PoolWire.Message question) throws IOException {
        int kind = question.body().getInt();
        switch (kind) {
            case 0 -> {}
            case 3 -> wire.send('p', PoolWire.terminated(password));
            case 5 -> wire.send('p', PoolWire.terminated(digest(question.rest())));
            case 10 -> scram(mechanisms(question));
            default ->
                throw new IOException("it asks for login of kind " + kind
                        + ", where berth knows trust, plain, md5 and scram-sha-256 — set its auth_type");
        }
    }

    private String digest(byte[] salt) {
        return new String(MD5Digest.encode(bytes(user), bytes(password), salt), StandardCharsets.US_ASCII);
    }

    private static List<String> mechanisms(PoolWire.Message question) {
        var names = new ArrayList<String>();
        for (var name = question.text(); !name.isEmpty(); name = question.text()) {
            names.add(name);
        }
        return names;
    }

    private void scram(List<String> mechanisms) throws IOException {
        if (password.isEmpty()) {
            throw new IOException("it asks for a password, and the policy names none");
        }
        var client = ScramClient.builder()
                .advertisedMechanisms(mechanisms)
                .username(user)
                .password(password.toCharArray())
                .build();
        var first = bytes(client.clientFirstMessage().toString());
        var opening = new ByteArrayOutputStream();
        opening.writeBytes(PoolWire.terminated(client.getScramMechanism().getName()));
        opening.writeBytes(number(first.length));
        opening.writeBytes(first);
        wire.send('p', opening.toByteArray());
        try {
            client.serverFirstMessage(continuation());
            wire.send('p', bytes(client.clientFinalMessage().toString()));
            client.serverFinalMessage(continuation());
        } catch (ScramException e) {
            throw new IOException("its login fails: " + e.getMessage(), e);
        }
    }

    private String continuation() throws IOException {
        var message = wire.receive();
        message.body().getInt();
        return new String(message.rest(), StandardCharsets.UTF_8);
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
