export * from './engine';
export * from './engine-options';
export * from './refs';
export * from './topology';
export * from './topology-more-options';
export * from './topology-options';
