class InModule {
  readonly payload = [0.5];
}

/** A module that is loaded again and again leaves one behind each time. */
export const kept: InModule = new InModule();
