package dev.berth.adapter.docker;

import dev.berth.backup.Dump;
import dev.berth.backup.Manifest;
import dev.berth.backup.SpareServer;
import dev.berth.backup.Unrestorable;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Login;
import dev.berth.engine.NewRole;
import dev.berth.engine.PostgresEngine;
import dev.berth.engine.PostgresReplacing;
import dev.berth.engine.PostgresServer;
import dev.berth.engine.PostgresSettings;
import dev.berth.policy.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A PostgreSQL server to restore into; berth logs in to it by a role and a password that it makes up. */
public final class PostgresSpare implements SpareServer {
    /** A database that every new cluster has. */
    private static final String MAINTENANCE = "postgres";

    private static final PostgresSettings SETTINGS = PostgresSettings.WITHOUT_STANDBYS;

    private final SpareMaking making;
    private final SpareMaking.Made made;
    private final Endpoint endpoint;
    private final PostgresServer server;
    private final PostgresTools tools;
    private final PostgresFilling filling;
    private final String superuser;
    private final String role;

    private PostgresSpare(
            SpareMaking making, SpareMaking.Made made, Endpoint endpoint, String superuser, String password) {
        this.making = making;
        this.made = made;
        this.endpoint = endpoint;
        this.superuser = superuser;
        this.role = role(making);
        var login = new Login(Optional.of(role), Optional.of(password));
        var patience = making.like().patience();
        this.server = new PostgresServer(endpoint, login, patience, SETTINGS);
        this.tools = PostgresTools.in(making.like().api(), made.container(), endpoint, login, patience, SETTINGS);
        this.filling = new PostgresFilling(server, tools, superuser);
    }

    /** Makes it and waits until it answers. */
    public static PostgresSpare make(SpareMaking making, Manifest manifest) throws IOException {
        var superuser = manifest.server().superuser();
        var password = UUID.randomUUID().toString().replace("-", "")
                + UUID.randomUUID().toString().replace("-", "");
        try {
            var made = making.create(json -> {
                SpareBody.empty(json, superuser, password);
                if (making.throwaway()) {
                    SpareBody.bounded(json, 0);
                    SpareBody.fast(json);
                }
            });
            var login = new Login(Optional.of(superuser), Optional.of(password));
            var endpoint = making.started(made, new PostgresEngine(), login);
            new PostgresServer(endpoint, login, making.like().patience(), SETTINGS)
                    .execute(
                            MAINTENANCE,
                            "CREATE ROLE " + role(making) + " SUPERUSER LOGIN PASSWORD '" + password + "'");
            return new PostgresSpare(making, made, endpoint, superuser, password);
        } catch (IOException e) {
            making.close();
            throw e;
        }
    }

    private static String role(SpareMaking making) {
        return "berth_" + making.id();
    }

    /** Who made a cluster is there already when it is made; everything else of the roles is new. */
    @Override
    public void globals(Packed from) throws IOException {
        try (var file = from.open()) {
            // Where it has none in the backup, that one says nothing of it.
            server.execute(MAINTENANCE, "ALTER ROLE \"" + superuser.replace("\"", "\"\"") + "\" PASSWORD NULL");
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            var others = text.replace("\nCREATE ROLE " + superuser + ";\n", "\n")
                    .replace("\nCREATE ROLE \"" + superuser.replace("\"", "\"\"") + "\";\n", "\n");
            tools.globals(new ByteArrayInputStream(others.getBytes(StandardCharsets.UTF_8)));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw judged(e);
        }
    }

    @Override
    public void database(Dump dump, Packed from) throws IOException {
        try {
            restore(dump, from);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw judged(e);
        }
    }

    /** Only where the server and the way to it are well is it the backup that can't be restored. */
    private IOException judged(IOException failure) {
        if (failure.getCause() instanceof Unanswered) {
            return failure;
        }
        try {
            server.execute(MAINTENANCE, "SELECT 1");
            return new Unrestorable(String.valueOf(failure.getMessage()), failure);
        } catch (IOException gone) {
            return failure;
        }
    }

    private void restore(Dump dump, Packed from) throws IOException {
        try (var archive = from.open()) {
            tools.create(archive);
        }
        filling.fill(dump.database(), dump, from);
    }

    /** Its roles, so far as another server does not know them. */
    List<NewRole> roles(Set<String> known) throws IOException {
        return server.roles(known);
    }

    /** An archive of a database as the backup has it, but with nothing in it and under another name. */
    byte[] shell(String database, String name, Packed from) throws IOException {
        try (var archive = from.open()) {
            tools.create(archive);
        }
        server.execute(
                PostgresReplacing.ELSEWHERE,
                PostgresReplacing.renamings(Map.of(database, name)).get(0));
        var shell = new ByteArrayOutputStream();
        tools.shell(name, shell);
        return shell.toByteArray();
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        return server.contents(databases, depth);
    }

    /** berth's own role goes; whose password is whose comes from the backup. */
    @Override
    public Kept keep() throws IOException {
        filling.asSuperuser(MAINTENANCE, "DROP ROLE " + role);
        return making.keep(made, endpoint, reach(made.name(), endpoint.target(), superuser));
    }

    /** In single quotes, a shell takes everything as it is but a single quote. */
    static String reach(String container, int port, String user) {
        return "docker exec -it " + container + " psql -p " + port + " -d postgres -U '" + user.replace("'", "'\\''")
                + "'";
    }

    @Override
    public void close() {
        making.close();
    }
}
