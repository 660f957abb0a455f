package dev.berth.adapter.docker;

import dev.berth.backup.Dump;
import dev.berth.backup.Manifest;
import dev.berth.backup.SpareServer;
import dev.berth.backup.Unrestorable;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server in a container made like another, on fresh volumes and a network of its own. */
public final class SpareContainer implements SpareServer {
    /** A database that every new cluster has. */
    private static final String MAINTENANCE = "postgres";

    private static final String TIMESCALE = "timescaledb";

    private final SpareMaking making;
    private final SpareMaking.Made made;
    private final PostgresServer server;
    private final PostgresTools tools;
    private final String superuser;
    private final Ending ending;
    private boolean stays;

    private SpareContainer(SpareMaking making, SpareMaking.Made made, String superuser, Ending ending) {
        this.making = making;
        this.made = made;
        this.superuser = superuser;
        this.ending = ending;
        this.server = making.server(made, making.role());
        this.tools = making.tools(made);
    }

    /** How it goes, or is no longer to go. */
    public interface Ending {
        /** Takes down whatever there is of it. */
        void fall();

        /** From now on nobody takes it down. */
        void forget() throws IOException;
    }

    /** Makes it and waits until it answers. */
    public static SpareContainer make(SpareMaking making, Manifest manifest, Ending ending) throws IOException {
        var superuser = manifest.server().superuser();
        try {
            var made = making.make(superuser);
            making.server(made, superuser)
                    .execute(
                            MAINTENANCE,
                            "CREATE ROLE " + making.role() + " SUPERUSER LOGIN PASSWORD '" + making.password() + "'");
            return new SpareContainer(making, made, superuser, ending);
        } catch (IOException e) {
            ending.fall();
            throw e;
        }
    }

    /** Who made a cluster is there already when it is made; everything else of the roles is new. */
    @Override
    public void globals(Packed from) throws IOException {
        try (var file = from.open()) {
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
        var version = dump.extensions().get(TIMESCALE);
        if (version != null) {
            asSuperuser(dump.database(), "CREATE EXTENSION IF NOT EXISTS timescaledb VERSION '" + version + "'");
            asSuperuser(dump.database(), "SELECT timescaledb_pre_restore()");
        }
        try (var archive = from.open()) {
            tools.restore(dump.database(), superuser, archive);
            archive.transferTo(OutputStream.nullOutputStream());
        }
        if (version != null) {
            asSuperuser(dump.database(), "SELECT timescaledb_post_restore()");
        }
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        return server.contents(databases, depth);
    }

    /** berth's own role goes; whose password is whose comes from the backup. */
    @Override
    public Kept keep() throws IOException {
        asSuperuser(MAINTENANCE, "DROP ROLE " + making.role());
        ending.forget();
        stays = true;
        var remove = new ArrayList<>(List.of("docker rm -f " + made.name()));
        made.volumes().forEach(volume -> remove.add("docker volume rm " + volume));
        remove.add("docker network rm " + made.network());
        return new Kept(
                made.name(),
                made.volumes(),
                made.network(),
                made.address() + ":" + made.port(),
                reach(made.name(), made.port(), superuser),
                remove);
    }

    /** In single quotes, a shell takes everything as it is but a single quote. */
    static String reach(String container, int port, String user) {
        return "docker exec -it " + container + " psql -p " + port + " -d postgres -U '" + user.replace("'", "'\\''")
                + "'";
    }

    @Override
    public void close() {
        if (!stays) {
            ending.fall();
        }
    }

    private void asSuperuser(String database, String statement) throws IOException {
        server.execute(database, "SET SESSION AUTHORIZATION \"" + superuser.replace("\"", "\"\"") + "\"; " + statement);
    }
}
