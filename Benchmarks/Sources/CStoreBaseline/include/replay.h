#ifndef DOSSIER_REPLAY_H
#define DOSSIER_REPLAY_H

// Writes the rows of one base into another as a C program would that knows them all beforehand: one transaction an
// article, one prepared statement a table, no look-ups. Returns the seconds of the writes, or -1 with a message on
// standard error. `target` must hold the schema and no rows.
double dossier_replay(const char *source, const char *target);

#endif
