package dev.berth.cycle;

import dev.berth.execute.Attempt;
import dev.berth.execute.Dues;
import dev.berth.observe.Debt;
import java.util.List;

/** What databases of the simulated world are owed. */
record WorldDues(SimulatedSite place) implements Dues {
    @Override
    public List<Debt> open() {
        return List.copyOf(place.owed);
    }

    @Override
    public Attempt settle(Debt debt) {
        place.lapse.ifPresent(planted -> {
            throw planted;
        });
        if (place.stiff) {
            return Attempt.notDone("Connection refused");
        }
        place.owed.remove(debt);
        return place.unowed.<Attempt>map(Attempt.Untouched::new).orElseGet(() -> new Attempt.Done(place.restored));
    }
}
