package dev.berth.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What {@code berth run} runs, to those who start it, end it, and ask it by HTTP. */
interface Station {
    void start();

    /** Ends at the next safe point, and waits for it. */
    void end() throws InterruptedException, IOException;

    /** Why it does not live. */
    Optional<String> halted();

    /** Why it has not begun. */
    Optional<String> unbegun();

    /** What keeps it from doing what it is there for, by the part of it that is concerned. */
    Map<String, String> unready();

    /** What is told beside that, whether it is ready or not. */
    Map<String, String> told();

    /** Has its figures counted. */
    void meter(MeterRegistry registry);

    Desk desk();
}
