package ai.datacontrols.proof;

import ai.datacontrols.proof.AddCheckpointResponse.Cosigned;
import ai.datacontrols.proof.AddCheckpointResponse.OtherSize;
import ai.datacontrols.proof.AddCheckpointResponse.Refused;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A witness without its HTTP server: the decisions of tlog-witness, in their order. */
public final class SmallWitness {

    private final SigningKey key;
    private final Map<String, VerifierKey> logs;
    private final Instant now;
    private final Map<String, Checkpoint> newest = new HashMap<>();

    public SmallWitness(SigningKey key, Map<String, VerifierKey> logs, Instant now) {
        this.key = key;
        this.logs = logs;
        this.now = now;
    }

    public synchronized AddCheckpointResponse answer(AddCheckpointRequest request) {
        var checkpoint = Checkpoint.parse(request.checkpoint().text());
        var logKey = logs.get(checkpoint.origin());
        if (logKey == null) {
            return new Refused(404);
        }
        try {
            request.checkpoint().verify(List.of(logKey));
        } catch (ProofFailedException e) {
            return new Refused(403);
        }
        if (request.oldSize() > checkpoint.size()) {
            return new Refused(400);
        }
        var old = newest.getOrDefault(checkpoint.origin(), new Checkpoint(checkpoint.origin(), 0, Hash.EMPTY_TREE));
        if (old.size() != request.oldSize()) {
            return new OtherSize(old.size());
        }
        try {
            new ConsistencyProof(old.size(), checkpoint.size(), request.path()).verify(old.root(), checkpoint.root());
        } catch (ProofFailedException e) {
            return new Refused(422);
        }
        newest.put(checkpoint.origin(), checkpoint);
        return new Cosigned(List.of(key.cosign(request.checkpoint().text(), now)));
    }
}
