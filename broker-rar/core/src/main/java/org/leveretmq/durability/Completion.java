package org.leveretmq.durability;

/** Told once what became of something that was to be stored. Called on the virtual host's loop. */
public interface Completion {
    /** Nobody waits. */
    Completion NONE = new Completion() {
        @Override
        public void stored() {}

        @Override
        public void failed(String reason) {}
    };

    /** It survives a crash from now on, or is not needed any more. */
    void stored();

    /** It could not be stored; the reason is for logs and error texts. */
    void failed(String reason);
}
