"""The outer iteration of 2-D navigation in PyTorch, vectorised by hand over tasks and trajectories.

Every parameter has a leading axis of tasks, so that one call serves all of them; batches are [task, trajectory, step, ...].
"""

import math
import os

import torch

import navigation as nav

torch.set_num_threads(len(os.sched_getaffinity(0)))


def mean_action(theta, observations):
    """Rows [task, row, 2] under parameters of each task, or [row, 2] under parameters shared by all."""
    w1, b1, w2, b2, w3, b3, _ = theta
    if w1.dim() == 2:
        x = torch.tanh(torch.addmm(b1, observations, w1))
        x = torch.tanh(torch.addmm(b2, x, w2))
        return torch.addmm(b3, x, w3)
    x = torch.tanh(torch.baddbmm(b1.unsqueeze(1), observations, w1))
    x = torch.tanh(torch.baddbmm(b2.unsqueeze(1), x, w2))
    return torch.baddbmm(b3.unsqueeze(1), x, w3)


def log_probability(theta, batch):
    """[task, trajectory, step]"""
    tasks, trajectories, steps, _ = batch["observations"].shape
    log_std = theta[-1].unsqueeze(1)
    mean = mean_action(theta, batch["observations"].reshape(tasks, -1, 2))
    e = (batch["actions"].reshape(tasks, -1, 2) - mean) * torch.exp(-log_std)
    log = -0.5 * (e * e).sum(-1) - log_std.sum(-1) - math.log(2 * math.pi)
    return log.reshape(tasks, trajectories, steps)


@torch.no_grad()
def rollout(theta, shared, goals, trajectories, steps):
    """Draws a batch; `shared` holds the parameters without the axis of tasks while all tasks still have the same."""
    tasks = goals.shape[0]
    observations = torch.empty(steps, tasks, trajectories, 2)
    actions = torch.empty_like(observations)
    rewards = torch.zeros(steps, tasks, trajectories)
    mask = torch.zeros(steps, tasks, trajectories)
    std = (torch.exp(theta[-1]) if shared is None else torch.exp(shared[-1]).expand(tasks, 2)).unsqueeze(1)
    noise = torch.randn(steps, tasks, trajectories, 2) * std
    goal = goals.unsqueeze(1)
    position = torch.zeros(tasks, trajectories, 2)
    running = torch.ones(tasks, trajectories)
    for h in range(steps):
        mean = (
            mean_action(theta, position)
            if shared is None
            else mean_action(shared, position.reshape(-1, 2)).reshape(tasks, trajectories, 2)
        )
        action = mean + noise[h]
        move = (nav.ACTION_SCALE * action).clamp(-nav.DISPLACEMENT_LIMIT, nav.DISPLACEMENT_LIMIT)
        following = (position + move).clamp(-nav.POSITION_HALF_WIDTH, nav.POSITION_HALF_WIDTH)
        difference = following - goal
        observations[h] = position * running.unsqueeze(-1)
        actions[h] = action * running.unsqueeze(-1)
        rewards[h] = -difference.square().sum(-1).sqrt() * running
        mask[h] = running
        running = running * (difference.abs().amax(-1) >= nav.GOAL_TOLERANCE)
        position = following
    by_task = lambda x: x.movedim(0, 2).contiguous()
    return {
        "observations": by_task(observations),
        "actions": by_task(actions),
        "rewards": by_task(rewards),
        "mask": by_task(mask),
    }


def discounted_sums(x, discount):
    """sum_{t >= h} discount^(t-h) x_t along the last axis."""
    sums = torch.empty_like(x)
    total = torch.zeros_like(x[..., 0])
    for h in reversed(range(x.shape[-1])):
        total = x[..., h] + discount * total
        sums[..., h] = total
    return sums


def features(batch):
    """[task, trajectory, step, 8] in float64, zero after the end."""
    observations = batch["observations"].double()
    t = (torch.arange(observations.shape[2], dtype=torch.float64) / 100).expand(observations.shape[:3])
    columns = torch.stack([t, t * t, t * t * t, torch.ones_like(t)], -1)
    return torch.cat([observations, observations * observations, columns], -1) * batch["mask"].double().unsqueeze(-1)


def solve(gram, moments):
    return torch.linalg.solve(gram + nav.RIDGE * torch.eye(8, dtype=torch.float64), moments.unsqueeze(-1)).squeeze(-1)


def normalised(advantages, mask, trajectories):
    """Weights and their scale; the axes before the last two are batches of their own."""
    count = mask.sum((-1, -2), keepdim=True)
    mean = (advantages * mask).sum((-1, -2), keepdim=True) / count
    deviation = (((advantages - mean) * mask).square().sum((-1, -2), keepdim=True) / count).sqrt()
    scale = trajectories / count / (deviation + nav.EPSILON)
    return (advantages - mean) * mask * scale, scale[..., 0, 0]


def generalised_advantages(rewards, values, mask):
    following = torch.cat([values[..., 1:], torch.zeros_like(values[..., :1])], -1)
    return discounted_sums((rewards + nav.DISCOUNT * following - values) * mask, nav.DECAY)


@torch.no_grad()
def step_weights(batch):
    """Normalised advantages over a linear feature baseline of each task, and their scale."""
    phi, mask, rewards = features(batch), batch["mask"].double(), batch["rewards"].double()
    targets = discounted_sums(rewards, nav.DISCOUNT)
    gram = torch.einsum("bnhi,bnhj->bij", phi, phi)
    moments = torch.einsum("bnhi,bnh->bi", phi, targets)
    values = torch.einsum("bnhi,bi->bnh", phi, solve(gram, moments))
    weights, scale = normalised(generalised_advantages(rewards, values, mask), mask, rewards.shape[1])
    return weights.float(), scale.float()


@torch.no_grad()
def step_weights_without_each(batch):
    """[left out, task, trajectory, step]: the weights of the batch without each trajectory in turn, zero on that one."""
    phi, mask, rewards = features(batch), batch["mask"].double(), batch["rewards"].double()
    trajectories = rewards.shape[1]
    targets = discounted_sums(rewards, nav.DISCOUNT)
    gram = torch.einsum("bnhi,bnhj->nbij", phi, phi)
    moments = torch.einsum("bnhi,bnh->nbi", phi, targets)
    coefficients = solve(gram.sum(0) - gram, moments.sum(0) - moments)
    values = torch.einsum("bnhi,mbi->mbnh", phi, coefficients)
    others = 1 - torch.eye(trajectories, dtype=torch.float64)
    kept = mask * others[:, None, :, None]
    weights, _ = normalised(generalised_advantages(rewards, values, mask), kept, trajectories - 1)
    return weights.float()


def value_above(theta, batch):
    """J(theta) - J(other) of each task by per-decision importance weights, as a function of the other parameters."""
    with torch.no_grad():
        steps, trajectories = batch["rewards"].shape[2], batch["rewards"].shape[1]
        rewards = batch["rewards"] * nav.DISCOUNT ** torch.arange(steps)
        if trajectories > 1:
            rewards = rewards - (rewards.sum(1, keepdim=True) - rewards) / (trajectories - 1)
        log = log_probability(theta, batch)

    @torch.no_grad()
    def difference(other):
        ratios = ((log_probability(other, batch) - log) * batch["mask"]).cumsum(-1)
        return -(rewards * torch.expm1(ratios)).sum((1, 2)) / trajectories

    return difference


def discounted_past(x, decay):
    return discounted_sums(x.flip(-1), decay).flip(-1)


def first_order(d, w, mask, scale):
    products = (w * d).sum(-1, keepdim=True)
    return scale * products * mask


def leave_one_out_linear(d, batch, w, mask):
    trajectories = w.shape[1]
    whole = (w * d).sum((1, 2)) / trajectories
    others = (step_weights_without_each(batch) * d).sum((2, 3)) / (trajectories - 1)
    return nav.STEP_SIZE * (whole - others).T.unsqueeze(-1) * mask


def first_order_causal(d, w, mask, scale):
    products = w * d
    later = discounted_sums(products, 1.0) - products
    omega = scale * (w * discounted_past(d * mask, nav.DECAY) + later) * mask
    count, total = mask.sum(1, keepdim=True), omega.sum(1, keepdim=True)
    others = torch.where(count > 1, (total - omega) / (count - 1).clamp(min=1), torch.zeros_like(omega))
    return (omega - others) * mask


class Step:
    """An inner step whose gradient keeps its graph, to be differentiated again."""

    def __init__(self, theta, batch):
        self.batch = batch
        self.trajectories = batch["rewards"].shape[1]
        self.theta = [p.detach().requires_grad_() for p in theta]
        self.weights = step_weights(batch)[0].requires_grad_()
        self.log = log_probability(self.theta, batch)
        surrogate = (self.weights * self.log).sum() / self.trajectories
        self.gradient = torch.autograd.grad(surrogate, self.theta, create_graph=True)

    def adapted(self):
        return [(p + nav.STEP_SIZE * g).detach() for p, g in zip(self.theta, self.gradient)]

    def score(self, omega):
        return torch.autograd.grad((omega * self.log).sum(), self.theta, retain_graph=True)

    @torch.no_grad()
    def differences(self, above):
        """What leaving each trajectory out would change in the value: [task, trajectory, step]."""
        found = []
        for weights in step_weights_without_each(self.batch):
            with torch.enable_grad():
                score = self.score(weights / (self.trajectories - 1))
            found.append(above([p + nav.STEP_SIZE * g for p, g in zip(self.theta, score)]))
        return torch.stack(found, 1).unsqueeze(-1) * self.batch["mask"]

    def back(self, debiasing, last, above, outer):
        """The vector behind this step, from that in front of it."""
        if debiasing == "none":
            product = torch.autograd.grad(self.gradient, self.theta, outer)
            return [v + nav.STEP_SIZE * p for v, p in zip(outer, product)]
        *product, d = torch.autograd.grad(
            self.gradient, [*self.theta, self.weights], outer, retain_graph=True
        )
        w, mask, scale = self.weights.detach(), self.batch["mask"], nav.STEP_SIZE / self.trajectories
        d = d * self.trajectories
        if debiasing == "first-order":
            omega = first_order(d, w, mask, scale)
        elif debiasing == "leave-one-out" and last:
            omega = self.differences(above)
        elif debiasing == "first-order-causal":
            omega = first_order_causal(d, w, mask, scale)
        else:
            omega = leave_one_out_linear(d, self.batch, w, mask)
        return [v + nav.STEP_SIZE * p + s for v, p, s in zip(outer, product, self.score(omega))]


def meta_gradient(shared, draw, tasks, setting):
    """The mean over tasks; `draw(t, theta, shared)` gives the batch of inner step t and, last, the outer batch."""
    theta = [p.detach().expand(tasks, *p.shape).contiguous() for p in shared]
    steps = []
    for t in range(setting["innerSteps"]):
        step = Step(theta, draw(t, theta, shared if t == 0 else None))
        steps.append(step)
        theta = step.adapted()
    batch = draw(setting["innerSteps"], theta, None)
    weights, scale = step_weights(batch)
    adapted = [p.requires_grad_() for p in theta]
    surrogate = (weights * log_probability(adapted, batch)).sum() / batch["rewards"].shape[1]
    outer = torch.autograd.grad(surrogate, adapted)
    difference = value_above(theta, batch) if setting["debiasing"] == "leave-one-out" else None
    above = lambda other: scale * difference(other)
    for t in reversed(range(len(steps))):
        outer = steps[t].back(setting["debiasing"], t == len(steps) - 1, above, outer)
    return [v.mean(0) for v in outer]


def program(setting):
    tasks, trajectories, horizon = setting["tasks"], setting["trajectories"], setting["steps"]
    torch.manual_seed(1)
    parameters = [torch.zeros(shape) for shape in nav.shapes(setting["hidden"])]
    for p in parameters:
        if p.dim() == 2:
            torch.nn.init.xavier_uniform_(p)
    optimizer = torch.optim.Adam(parameters, lr=nav.LEARNING_RATE)

    def iterate():
        goals = nav.GOAL_HALF_WIDTH * (2 * torch.rand(tasks, 2) - 1)
        draw = lambda t, theta, shared: rollout(theta, shared, goals, trajectories, horizon)
        gradient = meta_gradient(parameters, draw, tasks, setting)
        for p, g in zip(parameters, gradient):
            p.grad = -g
        optimizer.step()

    def check(flat, batches):
        given = torch.tensor(flat, dtype=torch.float32)
        sizes = [p.numel() for p in parameters]
        shared = [part.reshape(p.shape) for part, p in zip(given.split(sizes), parameters)]
        tensors = [{name: torch.tensor(values) for name, values in batch.items()} for batch in batches]
        found = meta_gradient(shared, lambda t, theta, shared: tensors[t], tasks, setting)
        return torch.cat([g.flatten() for g in found]).tolist()

    return iterate, check


if __name__ == "__main__":
    nav.serve(program)
