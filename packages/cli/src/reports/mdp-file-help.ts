/** The format of an MDP file, for those who write one: a help text. */
export const mdpFileHelp = `
An MDP file is JSON with these fields and no others, for S states with A actions in each:
  initial      [p(s)]             S probabilities of the first state
  transitions  [[[p(s'|s,a)]]]    for each state and action, S probabilities of the next state
  rewards      [[r(s,a)]]         for each state, A rewards
  horizon      H                  steps of a trajectory
  discount     γ                  above 0, at most 1
  logits       [[θ(s,a)]]         for each state, A logits: the policy
Probabilities sum to one. An example with one state and two actions, of which the second is rewarded:
  {"initial": [1], "transitions": [[[1], [1]]], "rewards": [[0, 1]],
   "horizon": 1, "discount": 0.9, "logits": [[0, 0]]}`;
