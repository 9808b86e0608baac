-- What was told of a thing before it became restricted. Entered when an event is placed, not when it is written.
CREATE INDEX "outbox_events_told" ON "outbox_events"("subject") WHERE "audience" IS NULL AND "position" IS NOT NULL;
