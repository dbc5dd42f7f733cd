export * from './engine';
export * from './refs';
