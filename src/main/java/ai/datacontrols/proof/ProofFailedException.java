package ai.datacontrols.proof;

/** Thrown if well-formed input does not prove what it claims to prove. */
public class ProofFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProofFailedException(String message) {
        super(message);
    }
}
