package dev.berth.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** What each load gave over each way, round by round. */
final class Series {
    private final List<String> ways;
    private final Map<Cell, List<Load.Sample>> samples = new HashMap<>();

    Series(List<Way> ways) {
        this.ways = ways.stream().map(Way::name).toList();
    }

    void add(Load load, Way way, Load.Sample sample) {
        samples.computeIfAbsent(new Cell(load.name(), way.name()), each -> new ArrayList<>())
                .add(sample);
    }

    /** By name, as they were given. */
    List<String> ways() {
        return ways;
    }

    Figures middles(Load load, String way) {
        return new Figures(middle(load, way));
    }

    Figures p99s(Load load, String way) {
        return new Figures(of(load, way).stream().map(Load.Sample::p99).toList());
    }

    /** By how much one way is above another, within the same round each. */
    Figures added(Load load, String way, String base) {
        return new Figures(paired(load, way, base, (a, b) -> a - b));
    }

    /** How often one way is another, within the same round each. */
    Figures ratios(Load load, String way, String base) {
        return new Figures(paired(load, way, base, (a, b) -> a / b));
    }

    private List<Double> paired(Load load, String way, String base, DoubleBinaryOperator of) {
        var ones = middle(load, way);
        var others = middle(load, base);
        return IntStream.range(0, ones.size())
                .mapToObj(i -> of.applyAsDouble(ones.get(i), others.get(i)))
                .toList();
    }

    private List<Double> middle(Load load, String way) {
        return of(load, way).stream().map(Load.Sample::middle).toList();
    }

    private List<Load.Sample> of(Load load, String way) {
        return samples.getOrDefault(new Cell(load.name(), way), List.of());
    }

    /** One load over one way. */
    private record Cell(String load, String way) {}
}
