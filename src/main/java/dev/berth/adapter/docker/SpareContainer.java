package dev.berth.adapter.docker;

import dev.berth.backup.Dump;
import dev.berth.backup.Manifest;
import dev.berth.backup.SpareServer;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    private final Curtain curtain;
    private boolean stays;

    private SpareContainer(SpareMaking making, SpareMaking.Made made, String superuser, Curtain curtain) {
        this.making = making;
        this.made = made;
        this.superuser = superuser;
        this.curtain = curtain;
        this.server = making.server(made, making.role());
        this.tools = making.tools(made);
    }

    /** How it goes, or is no longer to go. */
    public interface Curtain {
        /** Takes down whatever there is of it. */
        void fall();

        /** From now on nobody takes it down. */
        void forget() throws IOException;
    }

    /** Makes it and waits until it answers. */
    public static SpareContainer make(SpareMaking making, Manifest manifest, Curtain curtain) throws IOException {
        var superuser = manifest.server().superuser();
        try {
            var made = making.make(superuser);
            making.server(made, superuser)
                    .execute(
                            MAINTENANCE,
                            "CREATE ROLE " + making.role() + " SUPERUSER LOGIN PASSWORD '" + making.password() + "'");
            return new SpareContainer(making, made, superuser, curtain);
        } catch (IOException e) {
            curtain.fall();
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
        }
    }

    @Override
    public void database(Dump dump, Packed from) throws IOException {
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
        curtain.forget();
        stays = true;
        var remove = new ArrayList<>(List.of("docker rm -f " + made.name()));
        made.volumes().forEach(volume -> remove.add("docker volume rm " + volume));
        remove.add("docker network rm " + made.network());
        return new Kept(
                made.name(),
                made.volumes(),
                made.network(),
                made.address() + ":" + made.port(),
                "docker exec -it " + made.name() + " psql -U " + superuser,
                remove);
    }

    @Override
    public void close() {
        if (!stays) {
            curtain.fall();
        }
    }

    private void asSuperuser(String database, String statement) throws IOException {
        server.execute(database, "SET SESSION AUTHORIZATION \"" + superuser.replace("\"", "\"\"") + "\"; " + statement);
    }
}
