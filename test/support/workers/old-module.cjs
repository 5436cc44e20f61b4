'use strict';

// A CommonJS module that keeps what it is given: in a variable of its own, and in what it exports.
const kept = [];
exports.list = [];
exports.remember = (value) => void kept.push(value);
