/** What executes a hook. */
export enum HookExecutorType {
  /** A Function, run as a Job. */
  FUNCTION = 'Function',

  /** A pod that runs already. */
  POD = 'Pod',

  /** The operator itself; for HTTP and TCP. */
  OPERATOR = 'Operator',
}

/** In how many of the selected pods a hook is executed. */
export enum HookPodStrategy {
  /** In one of them. */
  EXECUTE_ON_ONE = 'ExecuteOnOne',

  /** In all of them. */
  EXECUTE_ON_ALL = 'ExecuteOnAll',
}
