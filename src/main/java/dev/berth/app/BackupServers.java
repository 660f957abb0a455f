package dev.berth.app;

import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.CopyName;
import dev.berth.adapter.docker.Indebted;
import dev.berth.adapter.docker.Standing;
import dev.berth.adapter.file.Debts;
import dev.berth.adapter.file.StateFolder;
import dev.berth.backup.BackupStore;
import dev.berth.backup.LiveServer;
import dev.berth.backup.Manifest;
import dev.berth.backup.Room;
import dev.berth.backup.Servers;
import dev.berth.backup.SpareServer;
import dev.berth.backup.Takeover;
import dev.berth.engine.Logins;
import dev.berth.execute.Attempt;
import dev.berth.execute.Dues;
import dev.berth.observe.Debt;
import dev.berth.observe.Observation;
import dev.berth.observe.Observer;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Mooring;
import dev.berth.policy.Endpoint;
import dev.berth.policy.Policy;
import dev.berth.policy.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The servers of one policy's databases, and containers made like theirs.
 *
 * @param left takes what could not be removed
 */
record BackupServers(
        Policy policy,
        Observer observer,
        StateFolder state,
        Connections docker,
        Logins logins,
        BooleanSupplier interrupted,
        List<String> left)
        implements Servers, Dues {
    @Override
    public LiveServer live(String database) throws IOException {
        return BackedUp.live(standing(database), new KeptDebt(debts(), database));
    }

    @Override
    public BackupStore.Writing surroundings(String database) throws IOException {
        return new Circumstances(policy, snapshot().project(), standing(database)).archive();
    }

    @Override
    public SpareServer throwaway(Manifest of) throws IOException {
        return spares().made(CopyName.Purpose.PROOF, standing(of.name().database()), of);
    }

    @Override
    public SpareServer beside(Manifest of) throws IOException {
        return spares().made(CopyName.Purpose.RESTORE, standing(of.name().database()), of);
    }

    @Override
    public Takeover over(Manifest of) throws IOException {
        var database = of.name().database();
        var standing = standing(database);
        return BackedUp.takeover(
                standing,
                () -> spares().making(CopyName.Purpose.PROOF, standing),
                of,
                new KeptDebt(debts(), database),
                left::add);
    }

    @Override
    public void sweep() throws IOException {
        for (var debt : open()) {
            // Others are not to wait for a server that can't be reached.
            if (settle(debt) instanceof Attempt.NotDone failed) {
                left.add(debt + " since an earlier run: " + failed.reason());
            }
        }
        var rest = new Curtain(docker).sweep(state);
        if (rest.isPresent()) {
            throw new IOException("what an earlier run left could not be cleared away: " + rest.get());
        }
    }

    @Override
    public List<Debt> open() {
        try {
            var open = new ArrayList<Debt>();
            for (var database : debts().databases()) {
                debts().of(database).ifPresent(what -> open.add(new Debt(database, what)));
            }
            return open;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Attempt settle(Debt debt) {
        try {
            if (live(debt.database()) instanceof Indebted server) {
                return server.settle(debt.what());
            }
            return Attempt.notDone("an engine of its kind takes nothing of the sort");
        } catch (IOException e) {
            return Attempt.notDone(String.valueOf(e.getMessage()));
        }
    }

    private Debts debts() {
        return new Debts(state, policy.namespace(), policy.name());
    }

    private Spares spares() {
        return new Spares(policy.docker(), state, docker, left);
    }

    private Snapshot snapshot() throws IOException {
        var observation = observer.observe(policy);
        if (observation instanceof Observation.Seen<Snapshot> seen) {
            return seen.facts();
        }
        var blind = (Observation.Blind<Snapshot>) observation;
        throw new IOException(blind.reason() + " — " + blind.remedy());
    }

    private Standing standing(String database) throws IOException {
        var mooring = Mooring.of(policy, snapshot()).stream()
                .filter(berth -> berth.database().equals(database))
                .min(Comparator.comparing(berth -> reticence(berth.endpoint())))
                .orElseThrow(() ->
                        new IOException("no container runs it, or it publishes no port of it; berth plan says which"));
        try {
            var login = logins.resolve(mooring.endpoint().credentials(), policy.folder());
            return Standing.on(
                    docker, policy.docker().host(), mooring.container(), mooring.endpoint(), login, interrupted);
        } catch (Logins.UnresolvedCredentials e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static int reticence(Endpoint endpoint) {
        return endpoint.protocol().map(Protocol::ordinal).orElse(0);
    }

    @Override
    public Room room() throws IOException {
        return spares().room();
    }
}
