package dev.berth.adapter.docker;

import dev.berth.backup.Dump;
import dev.berth.backup.Manifest;
import dev.berth.backup.Takeover;
import dev.berth.engine.Contents;
import dev.berth.engine.NewRole;
import dev.berth.engine.PostgresReplacing;
import dev.berth.engine.PostgresServer;
import dev.berth.engine.TimescaleWorkers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Restores into a live PostgreSQL under other names, and then renames all databases in one transaction: those of the backup
 * take the names, and those that were there keep theirs with the time behind it.
 *
 * <p>Roles that the server lacks are made; others stay as they are, with their passwords.
 */
public final class PostgresTakeover implements Takeover {
    private final Standing at;
    private final SpareMaking.Beginning beginning;
    private final Manifest manifest;
    private final Owing owing;
    private final Consumer<String> left;
    private final PostgresServer server;
    private final PostgresReplacing live;
    private final TimescaleWorkers workers;
    private final PostgresTools tools;
    private PostgresRemains remains;
    private boolean owed;

    /**
     * @param beginning of a throwaway server, which makes archives of empty databases under their other names
     * @param left takes what could not be cleared away
     */
    public PostgresTakeover(
            Standing at, SpareMaking.Beginning beginning, Manifest manifest, Owing owing, Consumer<String> left) {
        this.at = at;
        this.beginning = beginning;
        this.manifest = manifest;
        this.owing = owing;
        this.left = left;
        this.server = new PostgresServer(at.endpoint(), at.login(), at.patience());
        this.live = replacing(at);
        this.workers = workers(at);
        this.tools = PostgresTools.of(at);
        this.remains = new PostgresRemains("", manifest.dumps().size(), List.of(), false);
    }

    static PostgresReplacing replacing(Standing at) {
        return new PostgresReplacing(at.endpoint(), at.login(), at.patience().forDebts());
    }

    static TimescaleWorkers workers(Standing at) {
        return new TimescaleWorkers(at.endpoint(), at.login(), at.patience().forDebts());
    }

    @Override
    public boolean keepsFormer() {
        return true;
    }

    @Override
    public List<String> others() throws IOException {
        server.facts();
        return live.others(names());
    }

    private List<String> names() {
        return manifest.dumps().stream().map(Dump::database).toList();
    }

    @Override
    public void lay(Files files) throws IOException {
        var shells = new ArrayList<byte[]>();
        List<NewRole> roles;
        var making = beginning.begin();
        remains = new PostgresRemains(making.id(), manifest.dumps().size(), List.of(), false);
        try (var spare = PostgresSpare.make(making, manifest)) {
            for (var globals : manifest.globals()) {
                spare.globals(files.of(globals));
            }
            roles = spare.roles(live.roles());
            for (int i = 0; i < manifest.dumps().size(); i++) {
                var dump = manifest.dumps().get(i);
                shells.add(spare.shell(dump.database(), remains.databases().get(i), files.of(dump.file())));
            }
        }
        remains = new PostgresRemains(
                remains.id(),
                shells.size(),
                roles.stream().map(NewRole::role).distinct().toList(),
                false);
        owing.owe(remains.text());
        owed = true;
        live.together(roles.stream().map(NewRole::statement).toList());
        fill(shells, files);
    }

    private void fill(List<byte[]> shells, Files files) throws IOException {
        var filling = new PostgresFilling(server, tools, manifest.server().superuser());
        for (int i = 0; i < shells.size(); i++) {
            var dump = manifest.dumps().get(i);
            var database = remains.databases().get(i);
            tools.make(new ByteArrayInputStream(shells.get(i)));
            filling.fill(database, dump, files.of(dump.file()));
            // Who comes back to it at once is not to wait for autovacuum to learn what is in it.
            server.execute(database, "ANALYZE");
        }
    }

    @Override
    public List<String> differences() throws IOException {
        var depth = manifest.contents().depth();
        var found = Contents.none(depth);
        for (int i = 0; i < manifest.dumps().size(); i++) {
            try (var moment = server.moment(remains.databases().get(i))) {
                found = found.with(manifest.dumps().get(i).database(), moment.contents(depth));
            }
        }
        var wanted = manifest.with(withoutRoles(manifest.contents()));
        return wanted.differences(withoutRoles(found));
    }

    /** Roles that are there already stay, whatever the backup says of them. */
    private Contents withoutRoles(Contents contents) {
        var schema = new TreeMap<>(contents.schema());
        names().forEach(name -> schema.keySet().removeIf(object -> object.startsWith(name + ": role ")));
        return new Contents(contents.depth(), schema, contents.tables(), contents.unread());
    }

    @Override
    public Done done(Optional<Manifest> former) throws IOException {
        var kept = FormerNames.of(names(), live.databases(), live.stamp());
        var templates = live.templates();
        var renamings = new LinkedHashMap<>(kept);
        for (int i = 0; i < manifest.dumps().size(); i++) {
            renamings.put(remains.databases().get(i), manifest.dumps().get(i).database());
        }
        remains = remains.beingPlaced();
        owing.owe(remains.text());
        try {
            live.together(PostgresReplacing.renamings(renamings));
        } catch (IOException e) {
            // The answer may be lost of a transaction that was committed.
            if (!remains.placed(live)) {
                throw e;
            }
        }
        var undone = workers.start(names());
        owing.settled();
        owed = false;
        return FormerNames.told(kept, templates).with(undone);
    }

    @Override
    public void close() {
        if (owed) {
            try {
                remains.clear(live, workers).forEach(left);
                owing.settled();
            } catch (IOException e) {
                left.accept("what was laid ready in " + at.endpoint().database() + " (" + remains.text() + "): "
                        + e.getMessage());
            }
        }
    }
}
