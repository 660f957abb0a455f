package dev.berth.observe;

import java.util.Optional;

/**
 * A port that something of a namespace takes by TCP: a Service lists it, or a Pod has it of its node.
 *
 * @param holder who takes it, as a person would name it
 * @param service the Service; empty where a Pod takes it
 */
public record TakenPort(int port, String holder, Optional<String> service) {}
