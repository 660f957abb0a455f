/** Words results for people and programs: text, documents, conditions, exit codes. */
@NullMarked
package dev.berth.report;

import org.jspecify.annotations.NullMarked;
